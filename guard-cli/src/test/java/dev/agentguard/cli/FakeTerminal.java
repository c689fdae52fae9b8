package dev.agentguard.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A terminal at which a test has typed everything already. */
final class FakeTerminal implements Terminal {

  private final Deque<String> typed;
  private final StringBuilder screen = new StringBuilder();

  FakeTerminal(String... typed) {
    this.typed = new ArrayDeque<>(List.of(typed));
  }

  /** All that was shown, the questions included. */
  String screen() {
    return screen.toString();
  }

  @Override
  public void show(String text) {
    screen.append(text);
  }

  @Override
  public boolean confirm(String question) {
    screen.append(question).append('\n');
    return typed.remove().equals(YES);
  }

  @Override
  public char[] passphrase(String prompt) {
    screen.append(prompt).append('\n');
    return typed.remove().toCharArray();
  }

  @Override
  public void close() {}
}
