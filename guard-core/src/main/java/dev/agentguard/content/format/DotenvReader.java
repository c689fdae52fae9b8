package dev.agentguard.content.format;

/** To do. */
final class DotenvReader {
  private final String text;

  DotenvReader(String text) {
    this.text = text;
  }

  Node read() throws UnparsableException {
    if (text.isBlank()) {
      return Node.ObjectNode.EMPTY;
    }
    throw UnparsableException.because("not yet: " + text.length());
  }
}
