package dev.agentguard.policy;

import dev.agentguard.surface.Stance;
import dev.agentguard.surface.Surface;
import dev.agentguard.surface.SurfaceId;
import dev.agentguard.verify.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of all layers as one: the last rule that says something about a surface decides,
 * unless the enterprise's floor holds.
 */
public final class Policy {

  /** The policy where nobody has said anything. */
  public static final Policy BUILT_IN =
      new Policy(List.of(), List.of(), List.of(), builtIn(Severity.LOW, "default"));

  private static final Ruling<Mode> ENFORCE = builtIn(Mode.ENFORCE, "default");

  private final List<Rule<Stance>> stances;
  private final List<Rule<Mode>> modes;
  private final List<Floor> floors;
  private final Ruling<Severity> failOn;

  private Policy(
      List<Rule<Stance>> stances,
      List<Rule<Mode>> modes,
      List<Floor> floors,
      Ruling<Severity> failOn) {
    this.stances = stances;
    this.modes = modes;
    this.floors = floors;
    this.failOn = failOn;
  }

  static Policy of(Statements statements) {
    List<Rule<Severity>> failOn = statements.failOn;
    return new Policy(
        List.copyOf(statements.stances),
        List.copyOf(statements.modes),
        List.copyOf(statements.floors),
        failOn.isEmpty() ? BUILT_IN.failOn : failOn.get(failOn.size() - 1).ruling());
  }

  private static <T> Ruling<T> builtIn(T value, String rule) {
    return new Ruling<>(value, Layer.BUILT_IN, "", rule);
  }

  /** How an unapproved change of a surface is treated. */
  public Ruling<Stance> stance(Surface surface) {
    return decide(surface.id(), stances, builtIn(surface.stance(), "catalogue"));
  }

  /** Whether guard acts on a surface. */
  public Ruling<Mode> mode(Surface surface) {
    return decide(surface.id(), modes, ENFORCE);
  }

  /** The lowest severity that makes a verification fail. */
  public Ruling<Severity> failOn() {
    return failOn;
  }

  /** Values are ordered strictest first. */
  private <T extends Enum<T>> Ruling<T> decide(
      SurfaceId id, List<Rule<T>> rules, Ruling<T> builtIn) {
    Ruling<T> enterprise = builtIn;
    Ruling<T> last = builtIn;
    for (int i = 0; i < rules.size(); i++) {
      Rule<T> rule = rules.get(i);
      if (rule.surfaces().matches(id)) {
        last = rule.ruling();
        enterprise = last.layer() == Layer.ENTERPRISE ? last : enterprise;
      }
    }
    if (last.value().compareTo(enterprise.value()) > 0) {
      Floor floor = floorOf(id);
      if (floor != null) {
        return floor.origin().ruling(enterprise.value());
      }
    }
    return last;
  }

  private @Nullable Floor floorOf(SurfaceId id) {
    for (int i = 0; i < floors.size(); i++) {
      if (floors.get(i).surfaces().matches(id)) {
        return floors.get(i);
      }
    }
    return null;
  }
}
