package dev.agentguard.content.closure;

import java.util.List;

/**
 * A program with its arguments, without the operators around it.
 *
 * @param words the program and its arguments; may be empty
 * @param assignments the variables set for it or by it, as {@code NAME=value}
 * @param inputs the files that it reads its input from
 * @param text its input if that is written into the command line, otherwise empty
 * @param piped whether its input is the output of the command before it
 */
record SimpleCommand(
    List<Word> words, List<Word> assignments, List<Word> inputs, String text, boolean piped) {

  SimpleCommand {
    words = List.copyOf(words);
    assignments = List.copyOf(assignments);
    inputs = List.copyOf(inputs);
  }

  static SimpleCommand of(List<Word> words) {
    return new SimpleCommand(words, List.of(), List.of(), "", false);
  }

  /** The words as one line. */
  String line() {
    return line(words);
  }

  static String line(List<Word> words) {
    StringBuilder out = new StringBuilder();
    for (Word word : words) {
      out.append(out.isEmpty() ? "" : " ").append(word.text());
    }
    return out.toString();
  }
}
