package dev.agentguard.content.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.surface.Format;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a /a true",
        "/a /a/b/0 true",
        "/a /ab false",
        "/a/b /a false",
        "/a* /abc/d true",
        "/*/b /x/b true",
        "/*/b /x/y/b false",
        "/**/b /b true",
        "/**/b /x/y/b/c true",
        "/a/** /a true",
        "/a/**/b/**/c /a/1/b/2/3/c true",
        "/a/**/b/**/c /a/1/c/b false",
        "/{a,b}/c /b/c true",
        "/{a,b/c}/d /b/c/d true",
        "/a{,b} /a true",
        "/a{b,c{d,e}} /ace true",
        "/chat.tools.global.autoApprove /chat.tools.global.autoApprove true",
        "/*executable* /php.validate.executablePath true",
        "/a~1b /a~1b/c true",
        "/a~1b /a/b false",
        "/hooks/*/*/hooks/*/command /hooks/Stop/0/hooks/1/command true",
      })
  void matchesPointers(String pattern, String key, boolean expected) {
    assertThat(KeyPattern.guarding(Format.JSON, pattern).matches(key)).isEqualTo(expected);
    assertThat(KeyPattern.releasing(Format.JSON, pattern).matches(key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "core.fsmonitor core.fsmonitor true true",
        "core.fsMonitor core.fsmonitor true true",
        "remote.*.url remote.origin.url true true",
        "remote.*.url remote.a.b.url true true",
        "remote.*.url remote.origin.pushurl false false",
        "branch.* branch.x.y.z.remote true true",
        "remote.Origin.url remote.Origin.url true true",
        "remote.Origin.url remote.origin.url true false",
        "alias alias.x true true",
        "alias aliasx.y false false",
        "alias* aliasx.y true true",
        "{diff,merge}tool.*.cmd mergetool.x.cmd true true",
        "filter.* filter.lfs.clean true true",
        // A remote that is called x.url.y must not be released by its name.
        "remote.*.url remote.x.url.y.uploadpack true false",
      })
  void matchesGitNames(String pattern, String key, boolean guards, boolean releases) {
    assertThat(KeyPattern.guarding(Format.GITCONFIG, pattern).matches(key)).isEqualTo(guards);
    assertThat(KeyPattern.releasing(Format.GITCONFIG, pattern).matches(key)).isEqualTo(releases);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "JSON /mcpServers /MCPSERVERS/x",
        "JSON /mask /ma\u017f\u212a",
        "INI /global/index-url /Global/--Index_URL",
        "INI /global/index-url /DEFAULT/index-url",
        "XML /settings/mirror/url /settings/mirror[x]/url",
        "XML /settings/mirror/url /m:settings/m:mirror[x]#2/m:url",
        "XML /project/component[RunManager] /project/x:component[RunManager]",
      })
  void guardsWidelyAndReleasesNarrowly(Format format, String pattern, String key) {
    assertThat(KeyPattern.guarding(format, pattern).matches(key)).isTrue();
    assertThat(KeyPattern.releasing(format, pattern).matches(key)).isFalse();
  }

  @Test
  void selectsTheValuesThatItNames() throws Exception {
    Node document =
        Documents.parse(
            Format.JSON,
            "{\"hooks\":{\"Stop\":[{\"command\":[\"a\",\"b\"]},{\"command\":\"c\"}]}}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(KeyPattern.guarding(Format.JSON, "/hooks/*/*/command").select(document))
        .containsOnlyKeys("/hooks/Stop/0/command", "/hooks/Stop/1/command")
        .containsEntry("/hooks/Stop/1/command", Node.Scalar.string("c"));
  }

  @Test
  void selectsNamesakesInXmlByOnePattern() throws Exception {
    Node document =
        Documents.parse(
            Format.XML, "<a><b><c>1</c></b><b><c>2</c></b></a>".getBytes(StandardCharsets.UTF_8));
    assertThat(KeyPattern.guarding(Format.XML, "/a/b/c").select(document))
        .containsOnlyKeys("/a/b/c", "/a/b#2/c");
  }

  @Test
  void refusesMalformedPatterns() {
    for (String pattern : new String[] {"", "a", "/a{b", "/a}b{", "/{a,{b}"}) {
      assertThatThrownBy(() -> KeyPattern.guarding(Format.JSON, pattern))
          .as(pattern)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> KeyPattern.guarding(Format.GITCONFIG, "/core"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyPattern.guarding(Format.SHELL, "/core"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
