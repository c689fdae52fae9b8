package dev.agentguard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of a closed set of values on the command line, and the error for all others. */
final class Names {

  /** A value that is not in the set. */
  static final class UnknownNameException extends Exception {
    private static final long serialVersionUID = 1;
    private final String known;

    UnknownNameException(String what, String name, List<String> known) {
      super("there is no " + what + " called " + name);
      this.known = what + "s are " + String.join(", ", known);
    }

    /** The names that would have been right. */
    String known() {
      return known;
    }

    /** Says it in two lines; the exit code. */
    int report(Surroundings surroundings) {
      surroundings.error(String.valueOf(getMessage()));
      surroundings.hint(known);
      return 2;
    }
  }

  private Names() {}

  /** The constants with some names. */
  static <E extends Enum<E>> List<E> all(String what, Class<E> type, List<String> names)
      throws UnknownNameException {
    List<E> found = new ArrayList<>();
    for (String name : names) {
      found.add(constant(what, type, name));
    }
    return found;
  }

  /** The constant with a name, nothing if there is no name. */
  static <E extends Enum<E>> Optional<E> one(String what, Class<E> type, @Nullable String name)
      throws UnknownNameException {
    return name == null ? Optional.empty() : Optional.of(constant(what, type, name));
  }

  private static <E extends Enum<E>> E constant(String what, Class<E> type, String name)
      throws UnknownNameException {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String id = constant.name().toLowerCase(Locale.ROOT);
      if (id.equals(name)) {
        return constant;
      }
      known.add(id);
    }
    throw new UnknownNameException(what, name, known);
  }
}
