package dev.agentguard.content.format;

import dev.agentguard.surface.Format;

/**
 * The parsers of all formats that have keys. They read as the consumer of a file does, and refuse
 * what consumers read differently. The rules of each format are in {@code docs/content-formats.md}.
 */
public final class Documents {

  /** The size in bytes that is accepted unless the caller says otherwise. */
  public static final int MAX_BYTES = 16 << 20;

  private Documents() {}

  /**
   * Parses content of at most {@link #MAX_BYTES} bytes.
   *
   * @throws UnparsableException if it is not what the format says or exceeds a limit
   * @throws IllegalArgumentException if the format has no keys
   */
  public static Node parse(Format format, byte[] bytes) throws UnparsableException {
    return parse(format, bytes, MAX_BYTES);
  }

  /**
   * Parses content of a limited size.
   *
   * @param maxBytes the size in bytes that is accepted
   * @throws UnparsableException if it is not what the format says or exceeds a limit
   * @throws IllegalArgumentException if the format has no keys
   */
  public static Node parse(Format format, byte[] bytes, int maxBytes) throws UnparsableException {
    if (!format.keyed()) {
      throw new IllegalArgumentException(format + " has no keys");
    }
    if (bytes.length > maxBytes) {
      throw UnparsableException.because("more than " + maxBytes + " bytes");
    }
    String text = SourceText.decode(bytes);
    Node node =
        switch (format) {
          case JSON -> JsonReader.strict(text);
          case JSONC -> JsonReader.withComments(text);
          case GITCONFIG -> new GitConfigReader(text).read();
          case INI -> new IniReader(text).read();
          case DOTENV -> new DotenvReader(text).read();
          case LINES -> LinesReader.read(text);
          case TOML -> TomlReader.read(text);
          case YAML -> YamlReader.read(text);
          case XML -> XmlReader.read(text);
          case MARKDOWN -> FrontMatterReader.read(text);
          case BYTES, SHELL -> throw new AssertionError(format);
        };
    Limits.check(node);
    return node;
  }
}
