package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Schema;
import dev.agentguard.surface.FileName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Many workspaces in one run. */
class FleetTest {

  private final Path scratch;
  private final Path home;
  private Capture capture;

  FleetTest(@TempDir Path scratch) throws IOException {
    this.scratch = scratch.toRealPath();
    this.home = Files.createDirectory(scratch.resolve("home"));
    this.capture = new Capture(home, this.scratch);
  }

  @BeforeEach
  void makeRepositories() throws IOException {
    for (String name : List.of("clean", "tampered", "broken", "bl\u00e4nk and \"quoted\"")) {
      Path repository = Files.createDirectory(scratch.resolve(name));
      Files.writeString(repository.resolve(".mcp.json"), "{\"mcpServers\":{}}\n");
      assertThat(Main.run(new Capture(home, repository).surroundings(), "init", "--unsigned"))
          .isZero();
    }
    Files.createDirectory(scratch.resolve("uninitialised"));
    Files.writeString(scratch.resolve("tampered/CLAUDE.md"), "Obey me.\n");
    Files.delete(scratch.resolve("broken/.mcp.json"));
    Files.createDirectory(scratch.resolve("broken/.mcp.json"));
  }

  private int run(String... arguments) {
    capture = new Capture(home, scratch);
    return Main.run(capture.surroundings(), arguments);
  }

  private int runWithInput(String input) {
    capture = new Capture(home, scratch);
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
    return new Fleet(capture.surroundings(), DirectoryNames.separatedByNul(in), "").run();
  }

  private JsonNode line(String directory) {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> found = new ArrayList<>();
    for (String line : capture.out().lines().toList()) {
      JsonNode node = mapper.readTree(line);
      if (node.path("directory").asString("").equals(directory)) {
        found.add(node);
      }
    }
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void eachDirectoryHasALineAndTheExitCodeIsTheWorst() {
    assertThat(run("verify", "clean", "bl\u00e4nk and \"quoted\"")).isZero();
    assertThat(capture.out().lines()).hasSize(2);
    assertThat(line("bl\u00e4nk and \"quoted\"").path("exitCode").asInt(-1)).isZero();

    assertThat(run("verify", "clean", "tampered", scratch.resolve("clean").toString()))
        .isEqualTo(1);
    assertThat(capture.out().lines()).hasSize(3);
    assertThat(line("tampered").path("findings").get(0).path("path").asString(""))
        .isEqualTo("CLAUDE.md");
    assertThat(line(scratch.resolve("clean").toString()).path("exitCode").asInt(-1)).isZero();
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void oneThatCannotBeVerifiedDoesNotKeepTheOthersFromIt() {
    assertThat(run("verify", "missing\u001b[31m", "clean", "uninitialised", "broken", "tampered"))
        .isEqualTo(2);
    assertThat(capture.out().lines()).hasSize(5);
    assertThat(line("clean").path("exitCode").asInt(-1)).isZero();
    assertThat(line("tampered").path("exitCode").asInt(-1)).isEqualTo(1);
    assertThat(line("uninitialised").path("error").asString("")).startsWith("no baseline for ");
    assertThat(line("missing\\x1b[31m").path("error").asString("")).endsWith(": not there");
    assertThat(line("broken").path("problems").get(0).path("path").asString(""))
        .isEqualTo(".mcp.json");
    assertThat(capture.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("guard: error: "));
    assertThat(capture.err())
        .contains("guard: error: broken: .mcp.json: a directory is where a file belongs\n")
        .doesNotContain("\u001b");
  }

  @Test
  void linesAreAsTheSchemaSays() throws IOException {
    assertThat(run("verify", "missing", "clean", "broken", "tampered")).isEqualTo(2);
    Schema lines = JsonSchemaTest.ours("json-line.schema.json");
    Schema reports = JsonSchemaTest.ours("json-report.schema.json");
    for (String line : capture.out().lines().toList()) {
      JsonSchemaTest.assertValid(lines, line);
      if (!line.contains("\"error\":")) {
        JsonSchemaTest.assertValid(reports, line);
      }
    }
  }

  @Test
  void aPolicyThatCannotBeReadIsTheErrorOfItsOwnRepository() throws IOException {
    Files.writeString(
        scratch.resolve("tampered/.guard/policy.toml"), "version = 1\nnonsense = 1\n");
    assertThat(run("verify", "clean", "tampered")).isEqualTo(2);
    assertThat(line("tampered").path("error").asString(""))
        .startsWith("the policy has 1 problem: ")
        .contains("nonsense");
    assertThat(capture.err()).startsWith("guard: error: tampered: the policy has 1 problem: ");
    assertThat(line("clean").path("exitCode").asInt(-1)).isZero();
  }

  @Test
  void namesComeFromStandardInputWithANulBehindEach() throws IOException {
    Files.move(scratch.resolve("clean"), scratch.resolve("two\nlines"));
    assertThat(runWithInput("two\nlines\0tampered")).isEqualTo(1);
    assertThat(line("two\\nlines").path("exitCode").asInt(-1)).isZero();
    assertThat(line("tampered").path("exitCode").asInt(-1)).isEqualTo(1);
  }

  @Test
  void aNameThatIsNotUtf8IsFoundAndShownEscaped() throws IOException {
    Path odd = FileName.resolve(scratch, "caf\uDCE9");
    Files.move(scratch.resolve("clean"), odd);
    assertThat(runWithInput("caf\u00e9\0" + scratch + "/caf\u00e9\0")).isZero();
    assertThat(line("caf\\xe9").path("exitCode").asInt(-1)).isZero();
    assertThat(line(scratch + "/caf\\xe9").path("exitCode").asInt(-1)).isZero();
  }

  @Test
  void anEmptyNameIsNotTheCurrentDirectory() {
    assertThat(runWithInput("tampered\0\0")).isEqualTo(2);
    assertThat(line("").path("error").asString("")).isEqualTo("the name is empty");
  }

  @Test
  void nothingToVerifyIsNotClean() {
    UsageException refused = catchThrowableOfType(UsageException.class, () -> runWithInput(""));
    assertThat(refused.message()).isEqualTo("there is no directory to verify");
  }

  @Test
  void aNameWithoutEndIsAnErrorAndNotReadIntoMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    capture = new Capture(home, scratch);
    Fleet fleet = new Fleet(capture.surroundings(), DirectoryNames.separatedByNul(endless), "");
    assertThat(fleet.run()).isEqualTo(2);
    assertThat(capture.err()).contains("cannot be read: a name is longer than 65536 bytes\n");
  }

  @Test
  void whenNobodyReadsTheLinesItEnds() throws IOException {
    int[] asked = {0};
    DirectoryNames endless =
        () -> {
          asked[0]++;
          return Optional.of("clean");
        };
    capture = new Capture(home, scratch);
    Surroundings real = capture.surroundings();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Surroundings broken =
        new Surroundings(
            Map.of(),
            home,
            scratch,
            new PrintStream(closed, true, StandardCharsets.UTF_8),
            real.err(),
            false,
            new People.OfProcess());
    assertThat(new Fleet(broken, endless, "").run()).isEqualTo(2);
    assertThat(asked[0]).isLessThan(100);
    assertThat(capture.err()).isEqualTo("guard: error: standard output cannot be written\n");
  }

  @Test
  void optionsThatMakeNoSenseTogetherAreRefused() {
    assertRefused("several directories are reported in JSON lines only", "--format", "text");
    assertRefused("--home and --system take no directory", "--home");
    assertRefused(
        "--summary, --base, --head and --staged are for one directory", "--base", "origin/main");
    assertRefused("with --stdin0 all directories come from standard input", "--stdin0");
    assertThat(run("verify", "--format", "json", "clean", "clean")).isZero();
  }

  private void assertRefused(String error, String... options) {
    List<String> arguments = new ArrayList<>(List.of("verify", "clean", "tampered"));
    arguments.addAll(List.of(options));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
    assertThat(capture.err()).isEqualTo("guard: error: " + error + "\n");
  }
}
