package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import java.util.Map;

/**
 * The bounds on a document, whatever its format. They keep the work on hostile content small:
 * aliases are counted as often as they are used, and so is a long name for every value below it.
 */
final class Limits {

  static final int MAX_DEPTH = 256;
  static final int MAX_NODES = 200_000;
  static final int MAX_KEY_CHARACTERS = 1 << 25;

  private int nodes;
  private long keyCharacters;

  private Limits() {}

  static void check(Node node) throws UnparsableException {
    new Limits().visit(node, 0, 0);
  }

  static UnparsableException tooDeep() {
    return UnparsableException.because("nested more than " + MAX_DEPTH + " deep");
  }

  static UnparsableException tooMany() {
    return UnparsableException.because("more than " + MAX_NODES + " values");
  }

  private void visit(Node node, int depth, int keyLength) throws UnparsableException {
    if (depth > MAX_DEPTH) {
      throw tooDeep();
    }
    if (++nodes > MAX_NODES) {
      throw tooMany();
    }
    keyCharacters += keyLength;
    if (keyCharacters > MAX_KEY_CHARACTERS) {
      throw UnparsableException.because("too many long names");
    }
    if (node instanceof ArrayNode array) {
      for (Node element : array.elements()) {
        visit(element, depth + 1, keyLength + 4);
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, Node> member : object.members().entrySet()) {
        visit(member.getValue(), depth + 1, keyLength + 1 + member.getKey().length());
      }
    }
  }
}
