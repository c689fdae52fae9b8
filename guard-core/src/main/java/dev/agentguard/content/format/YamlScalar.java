package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.Scalar;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * The meaning of a YAML scalar. Quoted, it is a string. Plain, it is resolved by the core schema of
 * YAML 1.2; what YAML 1.1 resolves otherwise, such as {@code yes}, {@code 0777} and dates, is a
 * word that differs from the string of the same letters.
 */
final class YamlScalar {

  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> BOOLEANS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final Set<String> OLD_BOOLEANS =
      Set.of(
          "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off",
          "OFF", "=", "<<");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0|[1-9][0-9]*)|[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern OLD_NUMBER_OR_DATE =
      Pattern.compile("[-+]?[0-9.][-+0-9a-fA-FxXoObB_.:eE]*([Tt \\t]+[0-9:.]+[ \\t]*[-+0-9:Z]*)?");

  private YamlScalar() {}

  static Scalar read(ScalarEvent event) {
    String text = event.getValue();
    String tag = event.getTag().orElse("");
    if (tag.equals("!") || tag.equals(CORE + "str") || (tag.isEmpty() && !event.isPlain())) {
      return Scalar.string(text);
    }
    if (tag.isEmpty()) {
      return new Scalar(typeOfPlain(text), NULLS.contains(text) ? "null" : text);
    }
    return switch (tag.startsWith(CORE) ? tag.substring(CORE.length()) : "") {
      case "int", "float" -> new Scalar(Node.Type.NUMBER, text);
      case "bool" -> new Scalar(Node.Type.BOOLEAN, text);
      case "null" -> Scalar.NULL;
      default -> new Scalar(Node.Type.WORD, written(tag) + " " + text);
    };
  }

  /** A tag as YAML writes it in full. */
  static String written(String tag) {
    return tag.startsWith("!") ? tag : "!<" + tag + ">";
  }

  private static Node.Type typeOfPlain(String text) {
    if (NULLS.contains(text)) {
      return Node.Type.NULL;
    }
    if (BOOLEANS.contains(text)) {
      return Node.Type.BOOLEAN;
    }
    if (NUMBER.matcher(text).matches()) {
      return Node.Type.NUMBER;
    }
    return OLD_BOOLEANS.contains(text) || OLD_NUMBER_OR_DATE.matcher(text).matches()
        ? Node.Type.WORD
        : Node.Type.STRING;
  }
}
