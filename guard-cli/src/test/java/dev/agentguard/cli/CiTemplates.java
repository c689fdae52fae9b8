package dev.agentguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The templates in {@code packaging/ci}, read as CI systems read them. */
final class CiTemplates {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path DIRECTORY = ROOT.resolve("packaging/ci");

  /**
   * A step that a shell carries out.
   *
   * @param shell the words before the script's file
   * @param environment variables as they are written in the template
   */
  record Step(List<String> shell, String script, Map<String, String> environment) {}

  private CiTemplates() {}

  static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve(file)));
  }

  static List<Step> github() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : yaml("github/action.yml").path("runs").path("steps")) {
      if (step.has("run")) {
        Map<String, String> environment = new LinkedHashMap<>();
        step.path("env")
            .properties()
            .forEach(
                variable -> environment.put(variable.getKey(), variable.getValue().asString()));
        List<String> shell = List.of("bash", "--noprofile", "--norc", "-eo", "pipefail");
        steps.add(new Step(shell, step.path("run").asString(), environment));
      }
    }
    return steps;
  }

  /** All lines are one script. */
  static List<Step> gitlab() throws IOException {
    StringBuilder script = new StringBuilder();
    for (JsonNode line : yaml("gitlab/guard.gitlab-ci.yml").path("guard").path("script")) {
      script.append(line.asString()).append('\n');
    }
    return List.of(new Step(List.of("/bin/sh", "-e"), script.toString(), Map.of()));
  }

  static List<Step> jenkins() throws IOException {
    List<Step> steps = new ArrayList<>();
    Matcher step =
        Pattern.compile("^ *sh '([^'\\\\]*)'$", Pattern.MULTILINE)
            .matcher(Files.readString(DIRECTORY.resolve("jenkins/Jenkinsfile")));
    while (step.find()) {
      steps.add(new Step(List.of("/bin/sh", "-xe"), step.group(1), Map.of()));
    }
    return steps;
  }
}
