package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

  private static final Map<String, List<String>> PLACES =
      Map.of(
          "gitdir", List.of("**/.git", "**/.git/modules/**"),
          "user", List.of("~/.config/{Code,Cursor}/User", "%APPDATA%/Code/User"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**/a/b                | workspace a/b",
        "**/A/B.JSON           | workspace a/b.json",
        "~/.claude/*.json      | home .claude/*.json",
        "/etc/x                | system etc/x",
        "C:/ProgramData/X      | system c:/programdata/x",
        "%APPDATA%/Code        | home appdata/roaming/code",
        "%appdata%/Code        | home appdata/roaming/code",
        "%LOCALAPPDATA%/crush  | home appdata/local/crush",
        "%USERPROFILE%/.npmrc  | home .npmrc",
        "%PROGRAMDATA%/ssh     | system c:/programdata/ssh",
        "**/dir/**             | workspace dir/**",
        "**/a/**/b             | workspace a/**/b",
        "**/a/**/**/b          | workspace a/**/b",
        "**/a/**/**            | workspace a/**",
        "**/{a,b}              | workspace a; workspace b",
        "**/{a,b/c}.d          | workspace a.d; workspace b/c.d",
        "**/x{,.local}.json    | workspace x.json; workspace x.local.json",
        "**/{a,{b,c}d}e        | workspace ae; workspace bde; workspace cde",
        "**/{a,b}{1,2}         | workspace a1; workspace a2; workspace b1; workspace b2",
        "{**,~}/.mcp.json      | workspace .mcp.json; home .mcp.json",
        "<gitdir>/config       | workspace .git/config; workspace .git/modules/**/config",
        "<user>/mcp.json       | home .config/code/user/mcp.json; "
            + "home .config/cursor/user/mcp.json; home appdata/roaming/code/user/mcp.json",
      })
  void expands(String written, String expected) {
    assertThat(
            PathPattern.expand(written, PLACES).stream()
                .map(PathPatternTest::shown)
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected);
  }

  private static String shown(PathPattern pattern) {
    String scope =
        switch (pattern.scope()) {
          case WORKSPACE -> "workspace ";
          case HOME -> "home ";
          case SYSTEM -> "system ";
        };
    return scope + String.join("/", pattern.segments());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b           | a path pattern starts with",
        "~             | a path pattern starts with",
        "~user/a       | a path pattern starts with",
        "**            | a path pattern starts with",
        "D:/a          | a path pattern starts with",
        "**/a/         | bad path pattern",
        "**/a\\b       | bad path pattern",
        "%TEMP%/a      | bad path pattern",
        "%APPDATA%     | bad path pattern",
        "**/a%b        | bad path pattern",
        "**//a         | empty, . or .. segment",
        "**/a/../b     | empty, . or .. segment",
        "~/./a         | empty, . or .. segment",
        "**/a**        | ** must be a segment of its own",
        "~/**.json     | ** must be a segment of its own",
        "**/{a,b       | unbalanced braces",
        "**/a,b}       | unbalanced braces",
        "**/{a,{b}     | unbalanced braces",
        "<nowhere>/a   | unknown place",
        "<gitdir       | unknown place",
        "<gitdir>      | unknown place",
      })
  void refuses(String written, String message) {
    assertThatThrownBy(() -> PathPattern.expand(written, PLACES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a,b", "%APPDATA%/x"})
  void textWithoutBracesIsItsOwnExpansion(String text) {
    assertThat(PathPattern.expandBraces(text)).containsExactly(text);
  }

  @Test
  void aMessageNamesThePatternAsItWasWritten() {
    assertThatThrownBy(() -> PathPattern.expand("**/{ok,bad/}", PLACES))
        .hasMessageContaining("**/{ok,bad/}");
  }
}
