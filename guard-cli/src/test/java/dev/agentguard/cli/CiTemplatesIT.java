package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The steps of the CI templates as they stand in their files, with real git repositories, the
 * packaged program, and the variables that the systems set.
 */
final class CiTemplatesIT {

  private enum Ci {
    GITHUB,
    GITLAB,
    JENKINS
  }

  /**
   * What a job came to.
   *
   * @param report the report for machines; empty if there is none
   */
  private record Job(int exitCode, String log, String report, String summary) {}

  private final Path scratch;
  private final Program program;

  CiTemplatesIT(@TempDir Path scratch) throws IOException {
    this.scratch = scratch.toRealPath();
    this.program = new Program(this.scratch);
  }

  @ParameterizedTest
  @EnumSource
  void a_request_that_touches_nothing_protected_passes(Ci ci) throws Exception {
    TeamRepository team = new TeamRepository(program, scratch, "main").branch("feature");
    team.write("app.txt", "2\n");
    team.push("Work");

    Job job = run(ci, team, "main", "feature");

    assertThat(job.exitCode()).as(job.log()).isZero();
    assertThat(job.summary()).startsWith("## guard: all is as accepted\n");
    assertThat(job.report()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_request_that_nobody_approved_fails_and_says_why(Ci ci) throws Exception {
    TeamRepository team = new TeamRepository(program, scratch, "main").branch("feature");
    tamper(team);

    Job job = run(ci, team, "main", "feature");

    assertThat(job.exitCode()).as(job.log()).isEqualTo(1);
    assertThat(job.summary())
        .startsWith("## guard: not as accepted\n")
        .contains("| `.mcp.json` | changed: ");
    assertThat(job.report()).contains(".mcp.json").contains("ts content is not the accepted one");
  }

  @ParameterizedTest
  @EnumSource
  void the_same_request_passes_once_a_person_approved(Ci ci) throws Exception {
    TeamRepository team = new TeamRepository(program, scratch, "main").branch("feature");
    tamper(team);
    team.guard("approve", "--reason", "the docs server", ".mcp.json");
    team.push("Approve the docs server");

    Job job = run(ci, team, "main", "feature");

    assertThat(job.exitCode()).as("%s%s", job.log(), job.summary()).isZero();
    assertThat(job.summary()).startsWith("## guard: all is as accepted\n");
  }

  /** The request brings programs and links of the names that the steps use. */
  @ParameterizedTest
  @EnumSource
  void nothing_of_the_request_runs_or_leads_the_reports_elsewhere(Ci ci) throws Exception {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Path mark = scratch.resolve("mark");
    TeamRepository team = new TeamRepository(program, scratch, "main").branch("feature");
    for (String name :
        List.of("guard", "mvn", "mvnw", "bin/guard", "guard-cli/target/guard/bin/guard")) {
      team.write(name, "#!/bin/sh\ntouch " + mark + "\n");
      Files.setPosixFilePermissions(
          team.directory().resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createSymbolicLink(team.directory().resolve("guard-report"), outside);
    Files.createSymbolicLink(team.directory().resolve("guard.sarif"), outside.resolve("x"));
    tamper(team);

    Job job = run(ci, team, "main", "feature");

    assertThat(job.exitCode()).as(job.log()).isEqualTo(1);
    assertThat(Files.exists(mark, LinkOption.NOFOLLOW_LINKS)).isFalse();
    try (var files = Files.list(outside)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_name_of_a_branch_is_not_a_command(Ci ci) throws Exception {
    String base = "release/$(touch${IFS}mark);touch${IFS}mark;\"'";
    TeamRepository team = new TeamRepository(program, scratch, base).branch("feature");
    team.write("app.txt", "2\n");
    team.push("Work");

    Job job = run(ci, team, base, "feature");

    assertThat(job.exitCode()).as(job.log()).isZero();
    try (var files = Files.walk(scratch)) {
      assertThat(files).noneMatch(file -> file.endsWith("mark"));
    }
  }

  @Test
  void without_the_base_branch_the_job_fails_and_says_what_to_fetch() throws Exception {
    TeamRepository team = new TeamRepository(program, scratch, "main").branch("feature");
    team.write("app.txt", "2\n");
    team.push("Work");

    Job job = github(team.checkoutAlone("feature"), "main");

    assertThat(job.exitCode()).isEqualTo(2);
    assertThat(job.log()).contains("guard: error: ").contains("git fetch");
    assertThat(job.report()).isEmpty();
  }

  private static void tamper(TeamRepository team) throws Exception {
    team.write(
        ".mcp.json",
        "{\"mcpServers\": {\"docs\": {\"command\": \"sh\", \"args\": [\"-c\", \"id\"]}}}\n");
    team.push("Add a server");
  }

  private Job run(Ci ci, TeamRepository team, String base, String branch) throws Exception {
    forget();
    return switch (ci) {
      case GITHUB -> github(team.checkoutMerge(branch), base);
      case GITLAB -> {
        program.withPrograms(guard().resolveSibling(""));
        program.with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", base);
        Path checkout = team.checkoutAlone(branch);
        program.with("CI_PROJECT_DIR", checkout.toString());
        yield junit(CiTemplates.gitlab(), checkout);
      }
      case JENKINS -> {
        program.with("CHANGE_TARGET", base);
        List<CiTemplates.Step> steps = new ArrayList<>();
        for (CiTemplates.Step step : CiTemplates.jenkins()) {
          String script = step.script().replace("/usr/local/bin/guard ", guard() + " ");
          steps.add(new CiTemplates.Step(step.shell(), script, step.environment()));
        }
        yield junit(steps, team.checkoutAlone(branch));
      }
    };
  }

  /** A machine that knows nothing of the developer's. */
  private void forget() throws IOException {
    program
        .with("HOME", Files.createDirectory(scratch.resolve("ci-home")).toString())
        .with("XDG_STATE_HOME", scratch.resolve("ci-state").toString());
  }

  private Job junit(List<CiTemplates.Step> steps, Path checkout) throws Exception {
    StringBuilder log = new StringBuilder();
    int exitCode = steps(steps, checkout, log);
    Path reports = checkout.resolve("guard-report");
    return new Job(
        exitCode,
        log.toString(),
        read(reports.resolve("junit.xml")),
        read(reports.resolve("summary.md")));
  }

  /** The action is called from a copy of guard that is not the judged repository: this one. */
  private Job github(Path checkout, String base) throws Exception {
    Path runner = Files.createDirectory(scratch.resolve("runner"));
    Path tools = Files.createDirectory(scratch.resolve("tools"));
    Path built = scratch.resolve("built");
    Path maven = tools.resolve("mvn"); // What it would build is there: the packaged program.
    Files.writeString(maven, "#!/bin/sh\n{ pwd; echo \"$@\"; } > " + built + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path action = CiTemplates.DIRECTORY.resolve("github");
    program
        .withPrograms(tools)
        .with("GITHUB_ACTION_PATH", action.toString())
        .with("GITHUB_PATH", runner.resolve("path").toString())
        .with("GITHUB_OUTPUT", runner.resolve("output").toString())
        .with("GITHUB_STEP_SUMMARY", runner.resolve("summary").toString())
        .with("RUNNER_TEMP", runner.toString());
    StringBuilder log = new StringBuilder();
    List<CiTemplates.Step> all = CiTemplates.github();
    assertThat(steps(all.subList(0, 1), checkout, log)).isZero();
    assertThat(read(built)).isEqualTo(CiTemplates.ROOT + "\n-q -B -DskipTests clean package\n");
    Path programs = Path.of(read(runner.resolve("path")).strip());
    assertThat(programs).isEqualTo(CiTemplates.ROOT.resolve("guard-cli/target/guard/bin"));
    program.withPrograms(guard().resolveSibling(""));
    CiTemplates.Step verify = all.get(1);
    assertThat(verify.environment()).containsOnlyKeys("BASE").containsValue("${{ inputs.base }}");
    program.with("BASE", base);
    int exitCode = steps(List.of(verify), checkout, log);
    String output = read(runner.resolve("output"));
    String sarif =
        output.isEmpty() ? "" : read(Path.of(output.strip().substring("sarif=".length())));
    return new Job(exitCode, log.toString(), sarif, read(runner.resolve("summary")));
  }

  private int steps(List<CiTemplates.Step> steps, Path checkout, StringBuilder log)
      throws Exception {
    for (CiTemplates.Step step : steps) {
      Path script = Files.writeString(scratch.resolve("step.sh"), step.script());
      List<String> command = new ArrayList<>(step.shell());
      command.add(script.toString());
      Program.Result result = program.run(checkout, command);
      log.append(result.out()).append(result.err());
      if (result.exitCode() != 0) {
        return result.exitCode();
      }
    }
    return 0;
  }

  private static Path guard() {
    return Path.of(System.getProperty("guard.program", ""));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
