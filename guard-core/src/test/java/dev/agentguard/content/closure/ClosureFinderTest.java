package dev.agentguard.content.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosureFinderTest {

  private final FakeFiles disk =
      new FakeFiles().file("/usr/bin/node", "\0").file("/usr/bin/sh", "\0");

  private ClosureFinder finder() {
    return new ClosureFinder(disk, Surroundings.of("/home/u/w", "/home/u", List.of("/usr/bin")));
  }

  private static List<String> paths(Closure closure) {
    return closure.members().stream().map(Member::path).toList();
  }

  private static List<Reason> reasons(Closure closure) {
    return closure.uncoverable().stream().map(Uncoverable::reason).toList();
  }

  @Test
  void aLinkIsAMemberWithItsTarget() {
    disk.link("/home/u/w/hook.sh", "tools/real.sh").file("/home/u/w/tools/real.sh", ". ./lib.sh");
    Closure closure = finder().shell("./hook.sh");
    assertThat(paths(closure)).containsExactly("hook.sh", "tools/real.sh", "lib.sh");
    assertThat(reasons(closure)).isEmpty();
    assertThat(closure.complete()).isFalse();
  }

  @Test
  void aLinkOutIsNotFollowed() {
    disk.link("/home/u/w/hooks", "/srv/hooks").file("/srv/hooks/a.sh", ". /srv/b.sh");
    Closure closure = finder().shell("hooks/a.sh");
    assertThat(paths(closure)).containsExactly("hooks", "/srv/hooks/a.sh");
    assertThat(reasons(closure)).containsExactly(Reason.UNREADABLE);
  }

  @Test
  void aCircleOfLinksEnds() {
    disk.link("/home/u/w/a", "b").link("/home/u/w/b", "a");
    assertThat(reasons(finder().shell("./a"))).containsExactly(Reason.UNREADABLE);
  }

  @Test
  void scriptsThatSourceEachOtherEnd() {
    disk.file("/home/u/w/a.sh", ". ./b.sh").file("/home/u/w/b.sh", ". ./a.sh");
    assertThat(paths(finder().shell("sh a.sh"))).containsExactly("a.sh", "b.sh");
  }

  @Test
  void aLongChainIsCut() {
    for (int i = 0; i < 9; i++) {
      disk.file("/home/u/w/" + i + ".sh", ". ./" + (i + 1) + ".sh");
    }
    Closure closure = finder().shell("sh 0.sh");
    assertThat(closure.members()).hasSize(6);
    assertThat(reasons(closure)).containsExactly(Reason.TOO_DEEP);
  }

  @Test
  void theInterpreterLineOfAnExecutableCounts() {
    disk.file("/home/u/w/hook", "#!/usr/bin/env ruby\n");
    Closure closure = finder().shell("./hook");
    assertThat(closure.uncoverable())
        .containsExactly(new Uncoverable(Reason.FOUND_THROUGH_PATH, "ruby"));
  }

  @Test
  void aServerHasADirectoryAndAnEnvironmentFile() {
    disk.file("/home/u/w/server/index.js", "").file("/home/u/w/server/.env", "");
    Closure closure =
        finder()
            .server(
                "node",
                List.of("index.js"),
                Optional.of("./server"),
                Optional.of(".env"),
                Optional.empty());
    assertThat(paths(closure)).containsExactly("server/.env", "server/index.js");
    assertThat(reasons(closure)).isEmpty();
    assertThat(closure.complete()).isFalse();
  }

  @Test
  void aServerWithAnAddressIsRemote() {
    Closure closure =
        finder()
            .server(
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://x.example/mcp"));
    assertThat(closure.uncoverable())
        .containsExactly(new Uncoverable(Reason.REMOTE_SERVER, "https://x.example/mcp"));
  }

  @Test
  void aServerMayBeOneLine() {
    disk.file("/home/u/w/s.js", "");
    Closure closure =
        finder()
            .server("node s.js", List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(paths(closure)).containsExactly("s.js");
  }

  @Test
  void argumentsAreNotReadByAShell() {
    disk.file("/home/u/w/a b;c.js", "").file("/home/u/w/d.js", "");
    assertThat(paths(finder().argv(List.of("node", "a b;c.js")))).containsExactly("a b;c.js");
    assertThat(paths(finder().argv(List.of("node", "${CLAUDE_PROJECT_DIR}/d.js"))))
        .containsExactly("d.js");
    assertThat(reasons(finder().argv(List.of("node", "${X}/d.js"))))
        .containsExactly(Reason.UNKNOWN_EXPANSION);
  }

  @Test
  void aReferenceIsAFileADirectoryOrAGlob() {
    disk.file("/home/u/w/docs/a.md", "@b.md")
        .file("/home/u/w/docs/b.md", "")
        .file("/home/u/w/docs/c.txt", "")
        .file("/home/u/.rules/x/y.md", "");
    assertThat(paths(finder().reference("docs/*.md"))).containsExactly("docs/a.md", "docs/b.md");
    assertThat(paths(finder().reference("**/*.txt"))).containsExactly("docs/c.txt");
    assertThat(paths(finder().reference("{file:./docs/a.md}")))
        .containsExactly("docs/a.md", "docs/b.md");
    assertThat(paths(finder().reference("file:///home/u/w/docs/c.txt")))
        .containsExactly("docs/c.txt");
    assertThat(paths(finder().reference("~/.rules")))
        .containsExactly("~/.rules", "~/.rules/x", "~/.rules/x/y.md");
    assertThat(paths(finder().reference("missing.md"))).containsExactly("missing.md");
    assertThat(reasons(finder().reference("https://example.com/r.md")))
        .containsExactly(Reason.REMOTE_SERVER);
  }

  @Test
  void markdownImportsAndPlaceholders() {
    disk.file("/home/u/w/docs/a.md", "See @./b.md")
        .file("/home/u/w/docs/b.md", "")
        .file("/home/u/w/run.sh", "")
        .file("/home/u/w/with blank.md", "");
    Closure closure =
        finder()
            .markdown(
                """
                Read @docs/a.md, mail me@docs.example and @someone. `@code.md` @with\\ blank.md
                ```
                @block.md
                ```
                Status: !`sh run.sh` @~/.claude/mine.md @gone.md.
                """);
    assertThat(paths(closure))
        .containsExactly(
            "run.sh", "docs/a.md", "docs/b.md", "with blank.md", "~/.claude/mine.md", "gone.md");
    assertThat(reasons(closure)).isEmpty();
  }

  @Test
  void startUpFilesSourceOthers() {
    disk.file("/home/u/.aliases", ". ~/.more").file("/home/u/.more", "");
    Closure closure =
        finder()
            .shellScript(
                "[ -f ~/.aliases ] && . ~/.aliases\nDIR=$HOME/.x\nsource \"$DIR/y.sh\"\n. $Z/q\n");
    assertThat(paths(closure)).containsExactly("~/.aliases", "~/.more", "~/.x/y.sh");
    assertThat(reasons(closure)).containsExactly(Reason.UNKNOWN_EXPANSION);
  }

  @Test
  void aWorkspaceInASystemDirectoryIsNotTrusted() {
    disk.file("/opt/app/hook.sh", "").file("/opt/other/tool", "");
    ClosureFinder finder =
        new ClosureFinder(disk, Surroundings.of("/opt/app", "/root", List.of("/usr/bin")));
    assertThat(paths(finder.shell("./hook.sh && /opt/other/tool"))).containsExactly("hook.sh");
  }

  @Test
  void aScriptThatWasAnArgumentFirstIsFollowed() {
    disk.file("/home/u/w/a.sh", ". ./b.sh").file("/home/u/w/b.sh", "");
    Closure closure = finder().shell("node --check=a.sh; sh a.sh");
    assertThat(paths(closure)).containsExactly("a.sh", "b.sh");
    assertThat(closure.members().get(0).role()).isEqualTo(Role.SCRIPT);
  }

  @Test
  void hostileTextTakesLittleTime() {
    for (String part :
        List.of(
            "$(",
            "${a:-",
            "`",
            "\"",
            "'",
            "((",
            "( ",
            "{",
            "<<A ",
            "<(",
            "x=$x ",
            "cd a;",
            "[[ ",
            "case x in ",
            "a\\",
            "**/",
            "@a ",
            "!`",
            "`` ",
            "f() ",
            "env ",
            "eval ",
            "bash -c '",
            "\n",
            "%AAA",
            "~")) {
      String text = part.repeat(20_000);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            finder().shell(text).and(finder().markdown(text)).and(finder().reference(text));
            finder().shellScript(text);
          },
          part);
    }
  }

  @Test
  void closuresAddUp() {
    Member member = new Member("a", Role.SCRIPT, "x");
    Uncoverable gap = new Uncoverable(Reason.INLINE_CODE, "x");
    Closure one = new Closure(List.of(member), List.of());
    Closure two = new Closure(List.of(member), List.of(gap));
    assertThat(one.and(two)).isEqualTo(new Closure(List.of(member), List.of(gap)));
    assertThat(reasons(one.and(Closure.EMPTY))).isEmpty();
  }
}
