package dev.agentguard.verify;

import dev.agentguard.baseline.RepositoryDirectory;
import dev.agentguard.content.Digest;
import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Surface;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One difference between what is there and the baseline, or a property that is unsafe in itself.
 *
 * @param kind what sort of difference
 * @param severity how bad it is
 * @param path the object, as in baselines
 * @param surface what protects it
 * @param keys the guarded keys that changed, where the content has keys
 * @param hidden characters that a reader does not see, in content that nobody accepted
 * @param detail what exactly, in one clause without a full stop; text of the file in it is escaped
 */
public record Finding(
    Kind kind,
    Severity severity,
    String path,
    Surface surface,
    List<KeyChange> keys,
    List<Sighting> hidden,
    String detail) {

  /** The worst first, then by path. */
  static final Comparator<Finding> WORST_FIRST = new WorstFirst();

  private static final class WorstFirst implements Comparator<Finding> {
    @Override
    public int compare(Finding one, Finding other) {
      int bySeverity = one.severity.compareTo(other.severity);
      int byPath = bySeverity != 0 ? bySeverity : one.path.compareTo(other.path);
      return byPath != 0 ? byPath : one.kind.compareTo(other.kind);
    }
  }

  /** The sorts of findings. */
  public enum Kind {
    /** A protected object is there that nobody accepted. */
    CREATED,
    /** The content is not the accepted one. */
    CHANGED,
    /** An accepted object is gone. */
    REMOVED,
    /**
     * Only gates changed: a permission, a sandbox setting, a trust record, a line of an ignore
     * file.
     */
    LOOSENED,
    /** A link where none was accepted, or one that leads elsewhere. */
    LINK,
    /** Other permissions than accepted. */
    MODE,
    /** Permissions that let every user write. */
    WRITABLE,
    /** The object belongs to another user. */
    OWNER,
    /** The object has other names through which it can be written. */
    HARD_LINK,
    /** A directory on the way is unsafe, or not the one that was there. */
    ANCESTOR,
    /** Characters that a reader does not see. */
    HIDDEN_CHARACTERS,
    /** The content cannot be read as its consumer reads it. */
    UNVERIFIABLE,
    /** Approvals contradict each other. */
    CONFLICT,
    /**
     * An approval accepts nothing: nobody who is trusted vouches for it, or it was tampered with.
     */
    APPROVAL;

    /** The name in machine-readable output, such as {@code hard-link}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The finding that an approval, or a file beside the approvals, cannot be trusted. */
  static Finding ofApproval(Catalogue catalogue, String path, String detail) {
    Surface surface = catalogue.surfacesOf(RepositoryDirectory.SIGNERS).get(0);
    return new Finding(Kind.APPROVAL, Severity.HIGH, path, surface, List.of(), List.of(), detail);
  }

  public Finding {
    keys = List.copyOf(keys);
    hidden = List.copyOf(hidden);
  }

  /** Whether the finding makes a verification fail. */
  public boolean fails() {
    return severity != Severity.NOTICE;
  }

  /**
   * A name for this finding that stays the same while the same thing is wrong, 16 hexadecimal
   * digits; it does not depend on the values of keys.
   */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    text.append(kind.id()).append('\0').append(surface.id()).append('\0').append(path);
    text.append('\0').append(detail);
    for (KeyChange key : keys) {
      text.append('\0').append(key.key());
    }
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }
}
