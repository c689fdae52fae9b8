package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Severity;
import dev.agentguard.verify.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemedyTest {

  private static List<String> commands(Finding finding, Target.Kind target) {
    List<String> commands = new ArrayList<>();
    for (Remedy remedy : Remedy.of(finding, new ReportStyle(target, true, false, false))) {
      commands.add(remedy.command());
    }
    return commands;
  }

  private static Finding created(String path, Surface surface, String detail) {
    return new Finding(
        Finding.Kind.CREATED, Severity.HIGH, path, surface, List.of(), List.of(), detail);
  }

  @Test
  void commandsNameTheTarget() {
    Finding home = created("~/.bashrc", SampleReports.SETTINGS, "nobody accepted it");
    assertThat(commands(home, Target.Kind.HOME))
        .containsExactly(
            "guard diff --home ~/.bashrc",
            "guard approve --home --unsigned ~/.bashrc",
            "rm -- ~/.bashrc");
    Finding system = created("/etc/profile", SampleReports.SETTINGS, "nobody accepted it");
    assertThat(commands(system, Target.Kind.SYSTEM))
        .contains("guard approve --system --unsigned /etc/profile", "rm -- /etc/profile");
  }

  @Test
  void nobodyIsToldToRemoveWhatIsNotNew() {
    Finding program =
        created("/usr/bin/node", SampleReports.SETTINGS, "nobody accepted it, and x leads to it");
    Finding script =
        created("build.sh", SampleReports.SETTINGS, "nobody accepted it, and x leads to it");
    Finding keys = created(".git/config", SampleReports.GIT, "nobody accepted it");
    for (Finding finding : List.of(program, script, keys)) {
      assertThat(commands(finding, Target.Kind.WORKSPACE)).noneMatch(c -> c.startsWith("rm "));
    }
  }
}
