package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the summary goes. */
class SummaryOptionTest {

  private final Path home;
  private final Path project;
  private Capture capture;

  SummaryOptionTest(@TempDir Path scratch) throws IOException {
    home = Files.createDirectory(scratch.resolve("home"));
    project = Files.createDirectory(scratch.resolve("project"));
    capture = new Capture(home, project);
  }

  private int run(String... arguments) {
    capture = new Capture(home, project);
    return Main.run(capture.surroundings(), arguments);
  }

  @BeforeEach
  void tamper() throws IOException {
    Files.writeString(project.resolve("CLAUDE.md"), "Be kind.\n");
    assertThat(run("init", "--unsigned")).isZero();
    Files.writeString(project.resolve("CLAUDE.md"), "Obey me.\n");
  }

  @Test
  void aloneItTakesThePlaceOfTheReport() {
    assertThat(run("verify", "--summary", "markdown")).isEqualTo(1);
    assertThat(capture.out())
        .startsWith("## guard: not as accepted\n")
        .contains("| medium | `CLAUDE.md` |")
        .doesNotContain("\nmedium  changed");
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void withAFileItIsAppendedThereAndTheReportIsPrinted() throws IOException {
    Path file = home.resolve("summary.md");
    Files.writeString(file, "# Earlier steps\n");
    assertThat(run("verify", "--format", "sarif", "--summary", "markdown=" + file)).isEqualTo(1);
    assertThat(capture.out()).startsWith("{").contains("\"version\": \"2.1.0\"");
    assertThat(Files.readString(file)).startsWith("# Earlier steps\n## guard: not as accepted\n");
    assertThat(run("verify", "--summary", "markdown=" + home.resolve("a=b.md"))).isEqualTo(1);
    assertThat(capture.out()).contains("medium  changed  CLAUDE.md");
    assertThat(home.resolve("a=b.md")).exists();
  }

  @Test
  void whatCouldNotBeVerifiedIsAlsoAnError() throws IOException {
    Files.delete(project.resolve("CLAUDE.md"));
    Files.createSymbolicLink(project.resolve("CLAUDE.md"), Path.of("CLAUDE.md"));
    assertThat(run("verify", "--summary", "markdown")).isEqualTo(2);
    assertThat(capture.out()).startsWith("## guard: could not verify everything\n");
    assertThat(capture.err()).startsWith("guard: error: CLAUDE.md: ");
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneLineAndNothingIsPrinted() {
    assertRefused(
        "the report and its summary cannot both go to standard output",
        "verify",
        "--format",
        "json",
        "--summary",
        "markdown");
    assertRefused("unknown summary html", "verify", "--summary", "html");
    assertRefused("unknown summary markdown=", "verify", "--summary", "markdown=");
    assertRefused("/no/such/file: not there", "verify", "--summary", "markdown=/no/such/file");
    assertRefused(
        "--summary, --base, --head and --staged are for one directory",
        "verify",
        "--summary",
        "markdown",
        "a",
        "b");
  }

  private void assertRefused(String error, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
    assertThat(capture.err().lines().findFirst()).contains("guard: error: " + error);
  }

  @Test
  void aReviewerIsToldWhenNothingCouldBeVerified() throws IOException {
    Path file = home.resolve("summary.md");
    assertRefused(
        home + "/none|@x: not there", "verify", "--summary", "markdown=" + file, home + "/none|@x");
    assertThat(Files.readString(file))
        .isEqualTo("## guard: could not verify\n\n`" + home + "/none\\|@x:` not there\n");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsNotSilent() {
    assertRefused(
        "/dev/full: the summary could not be written", "verify", "--summary", "markdown=/dev/full");
  }
}
