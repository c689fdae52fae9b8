package dev.agentguard.cli;

import dev.agentguard.surface.Catalogue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Somebody at a terminal who gives prepared answers, and remembers what was shown. */
final class FakePeople implements People, Terminal {

  private final Deque<String> answers = new ArrayDeque<>();
  private final StringBuilder screen = new StringBuilder();
  private final String refusal;

  private FakePeople(String refusal, List<String> answers) {
    this.refusal = refusal;
    this.answers.addAll(answers);
  }

  /** A person who answers questions and types passphrases in this order, and then says no more. */
  static FakePeople answering(String... answers) {
    return new FakePeople("", List.of(answers));
  }

  /** An agent. */
  static FakePeople agent() {
    return new FakePeople("an agent asks", List.of());
  }

  /** Everything that was shown and asked. */
  String screen() {
    return screen.toString();
  }

  @Override
  public Terminal require(
      Surroundings surroundings, Catalogue catalogue, String command, String purpose) {
    refuseAgents(surroundings, catalogue, command);
    return this;
  }

  @Override
  public void refuseAgents(Surroundings surroundings, Catalogue catalogue, String command) {
    if (!refusal.isEmpty()) {
      throw new UsageException(command + " is for people: " + refusal);
    }
  }

  @Override
  public void show(String text) {
    screen.append(text);
  }

  @Override
  public boolean confirm(String question) {
    screen.append(question).append('\n');
    return YES.equals(answers.poll());
  }

  @Override
  public char[] passphrase(String prompt) {
    screen.append(prompt).append('\n');
    String typed = answers.poll();
    return typed == null ? new char[0] : typed.toCharArray();
  }

  @Override
  public void close() {}
}
