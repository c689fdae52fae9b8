package dev.agentguard.baseline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What an approval says, whoever says it. A statement that was made here can be written to an
 * {@link ApprovalDirectory}; a statement that was read is only alleged until its approval is
 * accepted.
 *
 * @param repository what the approval is for
 * @param revision from 1 to {@link #MAX_REVISION}; for each path the highest revision wins
 * @param signer the name of the signer, in the bare form of {@code docs/approvals.md}
 * @param time when it was made, in whole seconds
 * @param reason why it was made, in the signer's words; may be empty
 * @param entries the accepted states, at least one, in the order of their paths, all below one base
 */
public record Statement(
    RepositoryId repository,
    int revision,
    String signer,
    Instant time,
    String reason,
    List<Entry> entries) {

  /** The highest revision that can be written: nine digits. */
  public static final int MAX_REVISION = 999_999_999;

  /** The longest reason, in UTF-16 code units. */
  public static final int MAX_REASON = 4096;

  private static final int MAX_SIGNER = 255;
  private static final Comparator<Entry> BY_PATH = new ByPath();

  public Statement {
    if (revision < 1 || revision > MAX_REVISION) {
      throw new IllegalArgumentException("not a revision: " + revision);
    }
    if (!isSigner(signer)) {
      throw new IllegalArgumentException("not the name of a signer");
    }
    time = time.truncatedTo(ChronoUnit.SECONDS);
    if (!Timestamp.canPrint(time)) {
      throw new IllegalArgumentException("not a time from 1970 to 9999");
    }
    if (!isReason(reason)) {
      throw new IllegalArgumentException("not a reason");
    }
    entries = ordered(entries);
  }

  /** Whether the text can stand in the line of the signer. */
  public static boolean isSigner(String text) {
    return Quoting.isBare(text) && text.length() <= MAX_SIGNER;
  }

  /** Whether the text can stand in the line of the reason. */
  public static boolean isReason(String text) {
    if (text.length() > MAX_REASON) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return false;
      }
      if (c > 0xffff) {
        i++;
      }
    }
    return true;
  }

  /** The approval's text, in the only form that is read back. */
  public byte[] print() {
    return StatementPrinter.print(this);
  }

  private static List<Entry> ordered(Collection<Entry> entries) {
    Entry[] ordered = entries.toArray(new Entry[0]);
    if (ordered.length == 0) {
      throw new IllegalArgumentException("no entries");
    }
    Arrays.sort(ordered, BY_PATH);
    EntryPath.Base base = EntryPath.base(ordered[0].path());
    for (int i = 1; i < ordered.length; i++) {
      if (ordered[i].path().equals(ordered[i - 1].path())) {
        throw new IllegalArgumentException("two entries for one path");
      }
      if (EntryPath.base(ordered[i].path()) != base) {
        throw new IllegalArgumentException("paths below different bases");
      }
    }
    return List.of(ordered);
  }

  private static final class ByPath implements Comparator<Entry> {
    @Override
    public int compare(Entry a, Entry b) {
      return EntryPath.compare(a.path(), b.path());
    }
  }
}
