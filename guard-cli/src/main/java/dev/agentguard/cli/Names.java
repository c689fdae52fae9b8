package dev.agentguard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of a closed set of values on the command line; any other name is a usage error. */
final class Names {

  private Names() {}

  /** The constants with some names. */
  static <E extends Enum<E>> List<E> all(String what, Class<E> type, List<String> names) {
    List<E> found = new ArrayList<>();
    for (String name : names) {
      found.add(constant(what, type, name));
    }
    return found;
  }

  /** The constant with a name, nothing if there is no name. */
  static <E extends Enum<E>> Optional<E> one(String what, Class<E> type, @Nullable String name) {
    return name == null ? Optional.empty() : Optional.of(constant(what, type, name));
  }

  /** The error for a name that is not in a set. */
  static UsageException unknown(String what, String name, List<String> known) {
    return new UsageException(
        "there is no " + what + " called " + name, what + "s are " + String.join(", ", known));
  }

  private static <E extends Enum<E>> E constant(String what, Class<E> type, String name) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String id = constant.name().toLowerCase(Locale.ROOT);
      if (id.equals(name)) {
        return constant;
      }
      known.add(id);
    }
    throw unknown(what, name, known);
  }
}
