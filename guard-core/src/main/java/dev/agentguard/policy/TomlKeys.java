package dev.agentguard.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a policy file, read key by key; a key that is not as it should be is reported and
 * treated as absent.
 */
final class TomlKeys {

  private final String file;
  private final TomlTable table;
  private final SyntaxDoubt doubt;
  private final List<PolicyProblem> problems;
  private final int line;
  private final int column;

  TomlKeys(
      String file,
      TomlTable table,
      SyntaxDoubt doubt,
      List<PolicyProblem> problems,
      int line,
      int column) {
    this.file = file;
    this.table = table;
    this.doubt = doubt;
    this.problems = problems;
    this.line = line;
    this.column = column;
  }

  /** A value and its place. */
  record Located<T>(T value, int line, int column) {}

  int line() {
    return line;
  }

  /** Reports every key that is not known here. */
  void allow(List<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        report(key, "unknown key " + Quote.of(key) + ", expected " + String.join(", ", known));
      }
    }
  }

  boolean has(String key) {
    return value(key) != null;
  }

  @Nullable Located<Long> integer(String key) {
    Object value = value(key);
    if (value instanceof Long number) {
      return located(key, number);
    }
    mistyped(key, "an integer", value);
    return null;
  }

  @Nullable Located<String> string(String key) {
    Object value = value(key);
    if (value instanceof String string) {
      return located(key, string);
    }
    mistyped(key, "a string", value);
    return null;
  }

  <T> @Nullable Located<T> word(String key, Vocabulary<T> vocabulary) {
    Object value = value(key);
    if (value instanceof String word) {
      T meaning = vocabulary.find(word);
      if (meaning != null) {
        return located(key, meaning);
      }
      report(key, key + ": expected " + vocabulary.expected() + ", found " + Quote.of(word));
      return null;
    }
    mistyped(key, vocabulary.expected(), value);
    return null;
  }

  @Nullable TomlKeys table(String key) {
    Object value = value(key);
    if (value instanceof TomlTable child) {
      return keys(child, position(key));
    }
    mistyped(key, "a table [" + key + "]", value);
    return null;
  }

  List<TomlKeys> tables(String key) {
    List<TomlKeys> tables = new ArrayList<>();
    Object value = value(key);
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TomlTable child) {
          tables.add(keys(child, array.inputPositionOf(i)));
        } else {
          reportElement(array, i, key, "a table [[" + key + "]]");
        }
      }
    } else {
      mistyped(key, "tables [[" + key + "]]", value);
    }
    return tables;
  }

  List<Located<String>> strings(String key) {
    List<Located<String>> strings = new ArrayList<>();
    Object value = value(key);
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof String string) {
          TomlPosition at = array.inputPositionOf(i);
          strings.add(new Located<>(string, at.line(), at.column()));
        } else {
          reportElement(array, i, key, "a string");
        }
      }
    } else {
      mistyped(key, "an array of strings", value);
    }
    return strings;
  }

  /** Reports something about this table as a whole that may be missing only for bad syntax. */
  void reportMissing(String message) {
    if (!doubt.any()) {
      report(line, column, message);
    }
  }

  /** Reports something about the value of a key. */
  void report(String key, String message) {
    TomlPosition at = position(key);
    report(at.line(), at.column(), message);
  }

  void report(int atLine, int atColumn, String message) {
    if (!doubt.covers(atLine)) {
      problems.add(new PolicyProblem(file, atLine, atColumn, message));
    }
  }

  private void reportElement(TomlArray array, int index, String key, String expected) {
    TomlPosition at = array.inputPositionOf(index);
    report(
        at.line(),
        at.column(),
        key + ": expected " + expected + ", found " + describe(array.get(index)));
  }

  private void mistyped(String key, String expected, @Nullable Object value) {
    if (value != null) {
      report(key, key + ": expected " + expected + ", found " + describe(value));
    }
  }

  private static String describe(Object value) {
    if (value instanceof String text) {
      return Quote.of(text);
    }
    if (value instanceof TomlTable) {
      return "a table";
    }
    if (value instanceof TomlArray) {
      return "an array";
    }
    return Quote.shortened(value.toString(), 60);
  }

  private TomlKeys keys(TomlTable child, TomlPosition at) {
    return new TomlKeys(file, child, doubt, problems, at.line(), at.column());
  }

  private <T> Located<T> located(String key, T value) {
    TomlPosition at = position(key);
    return new Located<>(value, at.line(), at.column());
  }

  private @Nullable Object value(String key) {
    Object value = table.get(List.of(key));
    return value == null || doubt.covers(position(key).line()) ? null : value;
  }

  private TomlPosition position(String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? TomlPosition.positionAt(line, column) : at;
  }
}
