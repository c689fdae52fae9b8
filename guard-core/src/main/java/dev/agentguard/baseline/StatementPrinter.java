package dev.agentguard.baseline;

import java.nio.charset.StandardCharsets;

/** Writes the text of an approval; the counterpart of {@link StatementParser}. */
final class StatementPrinter {

  private StatementPrinter() {}

  static byte[] print(Statement statement) {
    StringBuilder text = new StringBuilder(256 + 128 * statement.entries().size());
    text.append(StatementParser.HEADER).append('\n');
    text.append("repository ").append(statement.repository()).append('\n');
    text.append("revision ").append(statement.revision()).append('\n');
    text.append("signer ").append(statement.signer()).append('\n');
    text.append("time ").append(Timestamp.print(statement.time())).append('\n');
    text.append("reason ");
    Quoting.appendQuoted(text, statement.reason());
    text.append('\n');
    for (Entry entry : statement.entries()) {
      append(text, entry);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, Entry entry) {
    text.append(entry.keyword()).append(' ');
    if (entry instanceof ContentEntry content) {
      text.append(content.mode()).append(' ').append(content.digest()).append(' ');
    } else if (entry instanceof MetadataEntry metadata) {
      text.append(metadata.mode()).append(' ');
    }
    Quoting.appendPath(text, entry.path());
    text.append('\n');
  }
}
