package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What has to hold for the templates before anybody runs them. */
class CiTemplatesTest {

  private static List<CiTemplates.Step> steps() throws IOException {
    List<CiTemplates.Step> steps = new ArrayList<>(CiTemplates.github());
    steps.addAll(CiTemplates.gitlab());
    steps.addAll(CiTemplates.jenkins());
    return steps;
  }

  @Test
  void noStepIsOverlooked() throws IOException {
    assertThat(CiTemplates.github()).hasSize(2);
    assertThat(CiTemplates.jenkins()).hasSize(3);
    String jenkinsfile = Files.readString(CiTemplates.DIRECTORY.resolve("jenkins/Jenkinsfile"));
    assertThat(jenkinsfile.split("\\bsh\\b", -1)).hasSize(4);
    try (Stream<Path> files = Files.walk(CiTemplates.DIRECTORY)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "guard.yml", "action.yml", "guard.gitlab-ci.yml", "Jenkinsfile", "Containerfile");
    }
  }

  /** What a pull request's author writes must not become part of a script. */
  @Test
  void noExpressionIsPutIntoAScript() throws IOException {
    for (CiTemplates.Step step : steps()) {
      assertThat(step.script()).doesNotContain("${{").doesNotContain("eval").doesNotContain("`");
    }
    String jenkinsfile = Files.readString(CiTemplates.DIRECTORY.resolve("jenkins/Jenkinsfile"));
    assertThat(jenkinsfile).doesNotContain("sh \"").doesNotContain("\"\"\"");
  }

  @Test
  void theWorkflowMayDoAlmostNothing() throws IOException {
    JsonNode workflow = CiTemplates.yaml("github/guard.yml");
    JsonNode trigger = workflow.path("on");
    assertThat(trigger.propertyNames()).containsExactly("pull_request");
    assertThat(trigger.path("pull_request").path("types").toString())
        .as("another base is another question")
        .contains("edited");
    assertThat(workflow.path("permissions").toString())
        .isEqualTo("{\"contents\":\"read\",\"security-events\":\"write\"}");
    JsonNode checkout = workflow.path("jobs").path("verify").path("steps").get(0).path("with");
    assertThat(checkout.path("persist-credentials").asBoolean(true)).isFalse();
    assertThat(checkout.path("fetch-depth").asInt(1)).isZero();
    String text = Files.readString(CiTemplates.DIRECTORY.resolve("github/guard.yml"));
    assertThat(text).doesNotContain("secrets.");
  }

  /** An action is named by the hash of a commit, or by what has to be replaced by one. */
  @Test
  void actionsAreFixedByTheHashOfACommit() throws IOException {
    List<JsonNode> steps = new ArrayList<>();
    CiTemplates.yaml("github/guard.yml")
        .path("jobs")
        .path("verify")
        .path("steps")
        .forEach(steps::add);
    CiTemplates.yaml("github/action.yml").path("runs").path("steps").forEach(steps::add);
    List<String> uses = new ArrayList<>();
    for (JsonNode step : steps) {
      if (step.has("uses")) {
        uses.add(step.path("uses").asString());
      }
    }
    assertThat(uses)
        .hasSize(3)
        .allMatch(action -> action.matches("[\\w/-]+@([0-9a-f]{40}|FULL-HASH-OF-A-COMMIT)"));
  }

  /** Reports go to places that the judged repository has no say in. */
  @Test
  void nothingIsWrittenThroughTheJudgedTree() throws IOException {
    for (CiTemplates.Step step : steps()) {
      if (step.script().contains("> guard-report/")) {
        String all =
            steps().stream()
                .map(CiTemplates.Step::script)
                .reduce("", (one, two) -> one + "\n" + two);
        assertThat(all).contains("rm -rf guard-report");
      }
    }
    assertThat(CiTemplates.github().get(1).script()).contains("sarif=$RUNNER_TEMP/guard.sarif");
  }

  @Test
  void theImageRunsGuardAsAnOrdinaryUser() throws IOException {
    List<String> lines =
        Files.readAllLines(CiTemplates.DIRECTORY.resolve("container/Containerfile"));
    assertThat(lines).contains("USER 10001", "ENTRYPOINT [\"/usr/local/bin/guard\"]");
    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .containsExactly("FROM ${BASE} AS build", "FROM ${BASE}");
    assertThat(lines.stream().filter(line -> line.startsWith("ARG ")))
        .allMatch(line -> line.matches("ARG BASE=[a-z./]+:[0-9.]+-slim"));
    assertThat(lines.indexOf("USER 10001"))
        .isGreaterThan(lines.lastIndexOf("WORKDIR /src"))
        .isLessThan(lines.size());
  }

  @Test
  void shellsUnderstandEveryScript(@TempDir Path scratch) throws Exception {
    Program program = new Program(scratch);
    for (CiTemplates.Step step : steps()) {
      Path file = Files.writeString(scratch.resolve("step.sh"), step.script());
      List<String> check = new ArrayList<>(step.shell());
      check.addAll(List.of("-n", file.toString()));
      Program.Result result = program.run(scratch, check);
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
  }

  @Test
  void shellcheckHasNothingToSay(@TempDir Path scratch) throws Exception {
    Program program = new Program(scratch);
    boolean there =
        program.run(scratch, List.of("sh", "-c", "command -v shellcheck")).exitCode() == 0;
    assertThat(there || System.getenv("CI") == null).as("shellcheck is missing").isTrue();
    assumeTrue(there, "shellcheck is not installed");
    Set<String> shells = Set.of("sh", "bash");
    for (CiTemplates.Step step : steps()) {
      String shell = Path.of(step.shell().get(0)).getFileName().toString();
      assertThat(shells).contains(shell);
      Path file = Files.writeString(scratch.resolve("step.sh"), step.script());
      Program.Result result =
          program.run(scratch, List.of("shellcheck", "-s", shell, file.toString()));
      assertThat(result.out()).isEmpty();
      assertThat(result.exitCode()).isZero();
    }
  }
}
