package dev.agentguard.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Putting guard's lines into a script, and taking them out. */
class HookScriptTest {

  private static final ProgramPlace PROGRAM = new ProgramPlace.At("/opt/it's guard/\u00fc/guard");
  private static final String BODY = new HookBlock(GitHook.PRE_COMMIT, PROGRAM, false).body();

  @Provide
  Arbitrary<String> scripts() {
    Arbitrary<String> shebang =
        Arbitraries.of(
            "", "#!/bin/sh\n", "#!/bin/sh", "#!/usr/bin/env bash\n", "#! /usr/bin/env -S zsh -e\n");
    Arbitrary<String> line =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('\u0001', '\u00ff').ofMaxLength(12),
            Arbitraries.of(
                "\n",
                "\r\n",
                "echo one\n",
                ". \"$(dirname -- \"$0\")/_/husky.sh\"\n",
                ". \"$(dirname \"$0\")/_/husky.sh\"",
                "# guard hook\n",
                "  # >>> guard hook 1 (undo: file) >>>\n",
                "echo '# <<< guard hook <<<'\n",
                "exit 0"));
    return shebang.flatMap(
        first -> line.list().ofMaxSize(8).map(lines -> first + String.join("", lines)));
  }

  @Property(tries = 2000)
  void takingOutRestoresEveryByte(@ForAll("scripts") String text) throws HookException {
    HookScript script = new HookScript(text);
    Optional<HookScript> installed = installed(script);
    if (installed.isPresent()) {
      assertThat(installed.get().marked().orElseThrow().without()).isEqualTo(text);
      assertThat(installed.get().with(BODY)).isEqualTo(installed.get());
      assertThat(HookScript.of(installed.get().bytes())).isEqualTo(installed.get());
    }
  }

  @Property
  void anEditAroundIsKept(@ForAll("scripts") String text, @ForAll("scripts") String more)
      throws HookException {
    Optional<HookScript> installed = installed(new HookScript(text));
    if (installed.isPresent()) {
      HookScript edited = new HookScript(installed.get().text() + "\n" + more);
      assertThat(edited.marked().orElseThrow().without()).endsWith("\n" + more);
    }
  }

  private static Optional<HookScript> installed(HookScript script) {
    try {
      return Optional.of(script.with(BODY));
    } catch (HookException e) {
      return Optional.empty();
    }
  }

  @Test
  void guardIsAskedFirst() throws HookException {
    assertThat(new HookScript("#!/bin/sh\nexit 0\n").with(BODY).text())
        .startsWith("#!/bin/sh\n# >>> guard hook 1 (undo: nothing) >>>\n")
        .endsWith(") || exit 1\n# <<< guard hook <<<\nexit 0\n");
    assertThat(new HookScript("exit 0\n").with(BODY).text()).startsWith("# >>> guard hook 1 ");
  }

  @Test
  void guardIsAskedOnceWhereHuskyStartsTheScriptAnew() throws HookException {
    String husky = "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n";
    assertThat(new HookScript(husky + "npm test\n").with(BODY).text())
        .startsWith(husky + "# >>> guard hook 1 (undo: nothing) >>>\n")
        .endsWith("# <<< guard hook <<<\nnpm test\n");
  }

  @Test
  void anotherVersionsLinesAreReplacedWhereTheyAre() throws HookException {
    String old =
        """
        one
        # >>> guard hook 7 (undo: newline) >>>
        old
        # <<< guard hook <<<
        two
        """;
    HookScript updated = new HookScript(old).with(BODY);
    assertThat(updated.text())
        .startsWith("one\n# >>> guard hook 1 (undo: newline) >>>\n# \"guard hook install\"")
        .endsWith("# <<< guard hook <<<\ntwo\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# >>> guard hook 1 (undo: file) >>>\n",
        "# <<< guard hook <<<\n",
        "# <<< guard hook <<<\n# >>> guard hook 1 (undo: file) >>>\n",
        "# >>> guard hook 1 >>>\n# <<< guard hook <<<\n",
        "# >>> guard hook 99999999999 (undo: file) >>>\n# <<< guard hook <<<\n",
        "# >>> guard hook 1 (undo: file) >>>\n# <<< guard hook <<<",
      })
  void halfABlockIsRefused(String marks) {
    assertThatExceptionOfType(HookException.class)
        .isThrownBy(() -> new HookScript("#!/bin/sh\n" + marks).marked())
        .withMessage("the lines that mark guard's part are damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/usr/bin/env python3\n",
        "#!/usr/bin/node\n",
        "#!/usr/bin/env -S node --no-warnings\n",
        "#!/bin/sh\r\necho\r\n",
        "#!/usr/bin/fish\n",
        "#!\n",
        "\u007fELF\u0002\u0000\u0000",
        "\u00ef\u00bb\u00bf#!/bin/sh\n",
        "#!/bin/sh\n# husky\n# Created by Husky v4.3.8 (https://example.org)\n",
      })
  void whatIsNoShellScriptIsRefused(String text) {
    assertThatExceptionOfType(HookException.class)
        .isThrownBy(() -> new HookScript(text).with(BODY));
  }

  @ParameterizedTest
  @EnumSource(GitHook.class)
  void guardKnowsItsOwnLines(GitHook hook) throws HookException {
    for (ProgramPlace program : new ProgramPlace[] {PROGRAM, new ProgramPlace.Searched()}) {
      for (boolean foreign : new boolean[] {false, true}) {
        HookBlock block = new HookBlock(hook, program, foreign);
        HookScript script = HookScript.create(block.body(), 2);
        MarkedLines lines =
            HookScript.of(script.text().getBytes(StandardCharsets.ISO_8859_1))
                .marked()
                .orElseThrow();
        String body = HookScript.decoded(lines.body());
        assertThat(HookBlock.read(hook, body)).contains(block);
        assertThat(HookBlock.read(hook, body.replace("exit 1", "exit 0").replace("-eq 0", "-ge 0")))
            .isEmpty();
        assertThat(lines.undo()).isEqualTo(new Undo(false, true, 2));
      }
    }
  }
}
