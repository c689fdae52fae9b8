package dev.agentguard.policy;

import dev.agentguard.surface.Stance;
import dev.agentguard.verify.Severity;
import java.util.ArrayList;
import java.util.List;

/** What policy files say, in the order in which they say it. */
final class Statements {

  final List<Rule<Stance>> stances = new ArrayList<>();
  final List<Rule<Mode>> modes = new ArrayList<>();
  final List<Rule<Severity>> failOn = new ArrayList<>();
  final List<Floor> floors = new ArrayList<>();

  void addAll(Statements later) {
    stances.addAll(later.stances);
    modes.addAll(later.modes);
    failOn.addAll(later.failOn);
    floors.addAll(later.floors);
  }
}
