package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an approval, and nothing that {@link StatementPrinter} would not have written.
 * No regular expressions, streams or lambdas: every verification waits for this class.
 */
final class StatementParser {

  static final String HEADER = "guard-approval v1";

  /** The largest approval, in bytes; room for 20,000 entries with long paths. */
  static final int MAX_BYTES = 8 << 20;

  /** The longest line, in UTF-16 code units; room for the longest path with every byte escaped. */
  static final int MAX_LINE = 32 << 10;

  private static final int MAX_DIGITS = 9;

  private final LineCursor line;
  private @Nullable String lastPath;

  private StatementParser(LineCursor line) {
    this.line = line;
  }

  static Statement parse(String file, byte[] bytes) throws ApprovalFormatException {
    if (bytes.length > MAX_BYTES) {
      throw new ApprovalFormatException(
          file, 1, 1, "at most " + MAX_BYTES + " bytes", bytes.length + " bytes");
    }
    // What is not UTF-8 becomes U+FFFD here, which no place of the format allows.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new StatementParser(new LineCursor(file, text, MAX_LINE)).statement();
  }

  private Statement statement() throws ApprovalFormatException {
    line.next("the line \"" + HEADER + "\"");
    line.expect(HEADER);
    line.end();
    RepositoryId repository = repository();
    int revision = revision();
    String signer = signer();
    Instant time = time();
    String reason = reason();
    List<Entry> entries = new ArrayList<>();
    do {
      line.next("an entry");
      entries.add(entry());
      line.end();
    } while (!line.isLast());
    return new Statement(repository, revision, signer, time, reason, entries);
  }

  private RepositoryId repository() throws ApprovalFormatException {
    field("repository ");
    try {
      RepositoryId repository = RepositoryId.parse(line.peek());
      line.skip();
      line.end();
      return repository;
    } catch (IllegalArgumentException e) {
      throw line.expected("a UUID in lower case", e);
    }
  }

  private int revision() throws ApprovalFormatException {
    field("revision ");
    String digits = line.peek();
    boolean valid = !digits.isEmpty() && digits.length() <= MAX_DIGITS && digits.charAt(0) != '0';
    for (int i = 0; i < digits.length(); i++) {
      valid &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!valid) {
      throw line.expected("a number from 1 to 999999999 without leading zeros");
    }
    line.skip();
    line.end();
    return Integer.parseInt(digits);
  }

  private String signer() throws ApprovalFormatException {
    field("signer ");
    String signer = line.peek();
    if (!Statement.isSigner(signer)) {
      throw line.expected("a name of 1 to 255 visible ASCII characters without quotes");
    }
    line.skip();
    line.end();
    return signer;
  }

  private Instant time() throws ApprovalFormatException {
    field("time ");
    Instant time = Timestamp.parse(line.peek());
    if (time == null) {
      throw line.expected("a time like 2026-11-23T10:00:00Z");
    }
    line.skip();
    line.end();
    return time;
  }

  private String reason() throws ApprovalFormatException {
    field("reason ");
    String reason = Quoting.unquote(line.peekQuoted());
    if (reason == null || !Statement.isReason(reason)) {
      throw line.expected("a reason of at most 4096 characters in its one quoted form");
    }
    line.skip();
    line.end();
    return reason;
  }

  private void field(String name) throws ApprovalFormatException {
    line.next("the line \"" + name + "...\"");
    line.expect(name);
  }

  private Entry entry() throws ApprovalFormatException {
    String keyword = line.peek();
    switch (keyword) {
      case "file", "keys", "closure", "link", "metadata" -> {
        line.expect(keyword);
        line.expect(" ");
        return present(keyword);
      }
      case "absent" -> {
        line.expect("absent ");
        return new AbsentEntry(path());
      }
      default -> throw line.expected("one of file, keys, link, closure, metadata, absent");
    }
  }

  private Entry present(String keyword) throws ApprovalFormatException {
    Mode mode = mode(keyword);
    if (keyword.equals("metadata")) {
      return new MetadataEntry(path(), mode);
    }
    Digest digest = digest();
    String path = path();
    return switch (keyword) {
      case "file" -> new FileEntry(path, mode, digest);
      case "keys" -> new KeysEntry(path, mode, digest);
      case "closure" -> new ClosureEntry(path, mode, digest);
      default -> new LinkEntry(path, mode, digest);
    };
  }

  private Mode mode(String keyword) throws ApprovalFormatException {
    Mode mode;
    try {
      mode = Mode.parse(line.peek());
    } catch (IllegalArgumentException e) {
      throw line.expected("a mode of six octal digits", e);
    }
    if (keyword.equals("link") && !mode.isLink()) {
      throw line.expected("the mode of a link, 120000");
    }
    if (keyword.equals("metadata") && mode.isLink()) {
      throw line.expected("the mode of a file or directory");
    }
    if (!keyword.equals("link") && !keyword.equals("metadata") && !mode.isFile()) {
      throw line.expected("the mode of a file, such as 100644");
    }
    line.skip();
    line.expect(" ");
    return mode;
  }

  private Digest digest() throws ApprovalFormatException {
    try {
      Digest digest = Digest.parse(line.peek());
      line.skip();
      line.expect(" ");
      return digest;
    } catch (IllegalArgumentException e) {
      throw line.expected("sha256: and 64 lower-case digits", e);
    }
  }

  private String path() throws ApprovalFormatException {
    boolean quoted = line.startsWith('"');
    String path = quoted ? Quoting.unquote(line.peekQuoted()) : line.peek();
    if (path == null || Quoting.isBare(path) == quoted) {
      throw line.expected("a path in its one bare or quoted form");
    }
    String defect = EntryPath.defect(path);
    if (defect != null) {
      throw line.expected("a path, not " + defect);
    }
    if (lastPath != null) {
      int order = EntryPath.compare(lastPath, path);
      if (order == 0) {
        throw line.expected("a path that has no entry yet");
      }
      if (order > 0) {
        throw line.expected("a path that sorts after the one before");
      }
      if (EntryPath.base(lastPath) != EntryPath.base(path)) {
        throw line.expected("a path below the same base as the first");
      }
    }
    lastPath = path;
    line.skip();
    return path;
  }
}
