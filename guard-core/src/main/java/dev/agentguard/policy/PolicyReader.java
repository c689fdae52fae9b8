package dev.agentguard.policy;

import dev.agentguard.policy.TomlKeys.Located;
import dev.agentguard.surface.Stance;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reading of one policy file: what it says, and everything that is wrong with it. */
final class PolicyReader {

  private static final long VERSION = 1;
  private static final int LONGEST_REASON = 300;
  private static final String WORKSPACE_MODE = "mode: a workspace may only set \"enforce\"";

  private final PolicySource source;
  private final List<Surface> catalogue;
  private final Statements statements = new Statements();
  private final Map<String, Integer> linesOfIds = new HashMap<>();

  private PolicyReader(PolicySource source, List<Surface> catalogue) {
    this.source = source;
    this.catalogue = catalogue;
  }

  /** What a file says, as far as it is in order. */
  static Statements read(
      PolicySource source, List<Surface> catalogue, List<PolicyProblem> problems) {
    PolicyReader reader = new PolicyReader(source, catalogue);
    TomlKeys file = TomlDocument.parse(source, problems);
    if (file != null && understands(file)) {
      reader.read(file);
    }
    return reader.statements;
  }

  /** Whether the file is of this version; what another one says would be misunderstood. */
  private static boolean understands(TomlKeys file) {
    if (!file.has("version")) {
      file.reportMissing("version: expected version = 1, found none");
      return true;
    }
    Located<Long> version = file.integer("version");
    if (version != null && version.value() != VERSION) {
      file.report("version", "version: expected 1, found " + version.value());
      return false;
    }
    return true;
  }

  private void read(TomlKeys file) {
    boolean enterprise = source.layer() == Layer.ENTERPRISE;
    if (!enterprise && file.has("floor")) {
      file.report("floor", "floor: only an enterprise policy may have one");
    }
    file.allow(List.of("version", "mode", "verify", "surface", "floor"));
    mode(file, SurfacePattern.ALL, "mode", "");
    TomlKeys verify = file.table("verify");
    if (verify != null) {
      verify(verify);
    }
    for (TomlKeys surface : file.tables("surface")) {
      surface(surface);
    }
    TomlKeys floor = enterprise ? file.table("floor") : null;
    if (floor != null) {
      floor(floor);
    }
  }

  private void verify(TomlKeys table) {
    table.allow(List.of("fail_on"));
    Located<Severity> failOn = table.word("fail_on", Vocabulary.SEVERITIES);
    if (failOn != null) {
      Origin origin = origin(failOn, "verify.fail_on", "");
      statements.failOn.add(new Rule<>(origin, SurfacePattern.ALL, failOn.value()));
    }
  }

  private void surface(TomlKeys table) {
    table.allow(List.of("id", "stance", "mode", "reason"));
    Located<String> reason = table.string("reason");
    String because = reason == null ? "" : Quote.shortened(reason.value(), LONGEST_REASON);
    if (!table.has("stance") && !table.has("mode")) {
      table.reportMissing("surface: expected a stance or a mode, found neither");
    }
    if (!table.has("id")) {
      table.reportMissing("surface: expected an id, found none");
    }
    Located<String> id = table.string("id");
    SurfacePattern pattern = new SurfacePattern(id == null ? "" : id.value());
    if (id != null) {
      checkId(table, id, pattern);
    }
    String name = "surface " + Quote.of(pattern.text());
    Located<Stance> stance = table.word("stance", Vocabulary.STANCES);
    if (stance != null) {
      statements.stances.add(new Rule<>(origin(stance, name, because), pattern, stance.value()));
    }
    mode(table, pattern, name, because);
  }

  private void checkId(TomlKeys table, Located<String> id, SurfacePattern pattern) {
    Integer before = linesOfIds.putIfAbsent(id.value(), id.line());
    if (before != null) {
      table.report("id", "id: " + Quote.of(id.value()) + " has a rule at line " + before);
    } else if (!pattern.matchesAny(catalogue)) {
      table.report("id", "id: " + Quote.of(id.value()) + " is no surface of the catalogue");
    }
  }

  private void mode(TomlKeys table, SurfacePattern pattern, String name, String because) {
    Located<Mode> mode = table.word("mode", Vocabulary.MODES);
    if (mode == null) {
      return;
    }
    if (source.layer() == Layer.WORKSPACE && mode.value() != Mode.ENFORCE) {
      table.report("mode", WORKSPACE_MODE);
    } else {
      statements.modes.add(new Rule<>(origin(mode, name, because), pattern, mode.value()));
    }
  }

  private void floor(TomlKeys table) {
    table.allow(List.of("surfaces"));
    if (!table.has("surfaces")) {
      table.reportMissing("floor: expected surfaces, found none");
    }
    for (Located<String> id : table.strings("surfaces")) {
      SurfacePattern pattern = new SurfacePattern(id.value());
      if (!pattern.matchesAny(catalogue)) {
        String message = "surfaces: " + Quote.of(id.value()) + " is no surface of the catalogue";
        table.report(id.line(), id.column(), message);
      }
      statements.floors.add(new Floor(origin(id, "floor " + Quote.of(id.value()), ""), pattern));
    }
  }

  private Origin origin(Located<?> at, String name, String because) {
    String rule = name + " (line " + at.line() + ")" + (because.isEmpty() ? "" : ": " + because);
    return new Origin(source.layer(), source.file(), at.line(), at.column(), rule);
  }
}
