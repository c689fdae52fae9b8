package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One search, with what it has found so far. */
@SuppressWarnings("UnusedVariable")
final class Search {

  private final Files files;
  private final Surroundings surroundings;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Set<Uncoverable> uncoverable = new LinkedHashSet<>();

  Search(Files files, Surroundings surroundings) {
    this.files = files;
    this.surroundings = surroundings;
  }

  Closure closure() {
    return new Closure(new ArrayList<>(members.values()), new ArrayList<>(uncoverable));
  }

  void shell(String commandLine) {
    unknown(commandLine);
  }

  void argv(List<String> arguments) {
    unknown(String.join(" ", arguments));
  }

  void server(
      String command,
      List<String> arguments,
      Optional<String> cwd,
      Optional<String> envFile,
      Optional<String> url) {
    unknown(url.orElse(command));
  }

  void reference(String pathOrGlob) {
    unknown(pathOrGlob);
  }

  void shellScript(String text) {
    unknown(text);
  }

  void markdown(String text) {
    unknown(text);
  }

  private void unknown(String text) {
    uncoverable.add(new Uncoverable(Reason.UNREADABLE, text));
  }
}
