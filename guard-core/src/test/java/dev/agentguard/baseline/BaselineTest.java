package dev.agentguard.baseline;

import static dev.agentguard.baseline.Approvals.approval;
import static dev.agentguard.baseline.Approvals.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {

  @Test
  void holdsNothingWithoutApprovals() {
    Baseline baseline = Baseline.of(List.of());

    assertThat(baseline.find("a")).isEmpty();
    assertThat(baseline.accepted()).isEmpty();
    assertThat(baseline.highestRevision()).isZero();
  }

  @Test
  void theHighestRevisionOfAPathWins() {
    Approval old = approval("000001-a", 1, file("a", "old"), file("b", "old"));
    Approval newer = approval("000002-a", 2, file("a", "new"));

    Baseline baseline = Baseline.of(List.of(newer, old));

    assertThat(baseline.find("a")).contains(new Accepted(file("a", "new"), newer));
    assertThat(baseline.find("b")).contains(new Accepted(file("b", "old"), old));
    assertThat(baseline.find("b").orElseThrow().revision()).isEqualTo(1);
    assertThat(baseline.highestRevision()).isEqualTo(2);
    assertThat(baseline.conflicts()).isEmpty();
  }

  @Test
  void anAbsenceReplacesAFile() {
    Baseline baseline =
        Baseline.of(
            List.of(
                approval("000001-a", 1, file("a", "x")),
                approval("000002-a", 2, new AbsentEntry("a"))));

    assertThat(baseline.find("a").orElseThrow().entry()).isEqualTo(new AbsentEntry("a"));
  }

  @Test
  void twoBranchesMergeWhenTheirPathsDiffer() {
    Baseline baseline =
        Baseline.of(
            List.of(
                approval("000002-a", 2, file("a", "x")), approval("000002-b", 2, file("b", "x"))));

    assertThat(baseline.accepted()).hasSize(2);
    assertThat(baseline.conflicts()).isEmpty();
  }

  @Test
  void twoBranchesThatAgreeAreNoConflict() {
    Approval first = approval("000002-a", 2, file("a", "x"));

    Baseline baseline = Baseline.of(List.of(approval("000002-b", 2, file("a", "x")), first));

    assertThat(baseline.find("a").orElseThrow().approval()).isSameAs(first);
    assertThat(baseline.conflicts()).isEmpty();
  }

  @Test
  void twoBranchesThatDisagreeAreAConflictAndNothingIsAccepted() {
    Approval base = approval("000001-a", 1, file("a", "base"));
    Approval left = approval("000002-a", 2, file("a", "left"));
    Approval right = approval("000002-b", 2, file("a", "right"));

    Baseline baseline = Baseline.of(List.of(right, base, left));

    Conflict conflict =
        new Conflict(
            "a",
            List.of(
                new Accepted(file("a", "left"), left), new Accepted(file("a", "right"), right)));
    assertThat(baseline.find("a")).isEmpty();
    assertThat(baseline.accepted()).isEmpty();
    assertThat(baseline.conflicts()).containsExactly(conflict);
    assertThat(baseline.findConflict("a")).contains(conflict);
    assertThat(conflict.revision()).isEqualTo(2);
  }

  @Test
  void aHigherRevisionSettlesAConflict() {
    Baseline baseline =
        Baseline.of(
            List.of(
                approval("000002-a", 2, file("a", "left")),
                approval("000002-b", 2, file("a", "right")),
                approval("000003-a", 3, file("a", "left"))));

    assertThat(baseline.find("a").orElseThrow().revision()).isEqualTo(3);
    assertThat(baseline.conflicts()).isEmpty();
  }

  @Test
  void theOrderOfTheApprovalsDoesNotMatter() {
    List<Approval> approvals = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      String path = "p" + random.nextInt(5);
      approvals.add(approval("f" + i, 1 + random.nextInt(6), file(path, "c" + random.nextInt(3))));
    }
    Baseline baseline = Baseline.of(approvals);

    for (int i = 0; i < 20; i++) {
      java.util.Collections.shuffle(approvals, random);
      Baseline shuffled = Baseline.of(approvals);
      assertThat(shuffled.accepted()).containsExactlyInAnyOrderElementsOf(baseline.accepted());
      assertThat(shuffled.conflicts()).containsExactlyInAnyOrderElementsOf(baseline.conflicts());
    }
  }

  @Test
  void namesPathsThatDifferOnlyByCaseOrUnicodeForm() {
    Baseline baseline =
        Baseline.of(
            List.of(
                approval(
                    "000001-a", 1, file(".Cursor/mcp.json", "x"), file("r\u00e9sum\u00e9", "x"))));

    assertThat(baseline.similar(".cursor/MCP.json")).containsExactly(".Cursor/mcp.json");
    assertThat(baseline.similar("re\u0301sume\u0301")).containsExactly("r\u00e9sum\u00e9");
    assertThat(baseline.similar(".Cursor/mcp.json")).isEmpty();
    assertThat(baseline.similar("other")).isEmpty();
  }
}
