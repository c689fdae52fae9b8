package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;

/** Lists of option names, written with blanks between them and searched without allocation. */
final class Options {

  private Options() {}

  /** Whether a list names an option; {@code --name=value} counts as {@code --name}. */
  static boolean contains(String list, String option) {
    int equals = option.startsWith("--") ? option.indexOf('=') : -1;
    String name = equals < 0 ? option : option.substring(0, equals);
    int at = name.isEmpty() ? -1 : list.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      boolean starts = at == 0 || list.charAt(at - 1) == ' ';
      if (starts && (end == list.length() || list.charAt(end) == ' ')) {
        return true;
      }
      at = list.indexOf(name, at + 1);
    }
    return false;
  }

  /** Whether a word is an option rather than an operand. */
  static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-';
  }

  /** The parts of a text between separator characters, without empty ones. */
  static List<String> parts(String text, String separators) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  /**
   * The index of the first operand after {@code start}; the number of words if there is none.
   *
   * @param valued the options that take the next word
   */
  static int firstOperand(List<Word> words, int start, String valued) {
    int i = start;
    while (i < words.size()) {
      String word = words.get(i).text();
      if (word.equals("--")) {
        return i + 1;
      }
      if (!isOption(word)) {
        return i;
      }
      i += contains(valued, word) && !word.contains("=") ? 2 : 1;
    }
    return words.size();
  }

  /** The value of the first of some options, or the empty word. */
  static Word value(List<Word> words, String names) {
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.text().equals("--")) {
        break;
      }
      if (isOption(word.text()) && contains(names, word.text())) {
        int equals = word.text().indexOf('=');
        if (equals >= 0) {
          return word.from(equals + 1);
        }
        return i + 1 < words.size() ? words.get(i + 1) : Word.of("");
      }
    }
    return Word.of("");
  }
}
