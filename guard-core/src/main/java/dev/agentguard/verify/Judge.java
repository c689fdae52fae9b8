package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.Conflict;
import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.LinkEntry;
import dev.agentguard.baseline.MetadataEntry;
import dev.agentguard.baseline.Mode;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.HiddenText;
import dev.agentguard.content.text.HtmlComment;
import dev.agentguard.content.text.HtmlComments;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Inspected.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares objects with the baseline, one at a time. It looks at the disk only for an object that
 * is not as accepted, to say how it differs.
 */
final class Judge {

  private final Inspector inspector;
  private final Baseline baseline;
  private final AcceptedContents contents;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Judge(Baseline baseline, AcceptedContents contents, Inspector inspector) {
    this.inspector = inspector;
    this.baseline = baseline;
    this.contents = contents;
  }

  List<Finding> findings() {
    return findings;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Whether exactly this object is accepted. */
  boolean accepts(Inspected object) {
    Optional<Accepted> accepted = baseline.find(object.path());
    return accepted.isPresent() && isAsAccepted(object, accepted.get().entry());
  }

  void judge(Inspected object) {
    String path = object.path();
    if (object.snapshot() instanceof Snapshot.Unreadable unreadable) {
      problems.add(new Problem(path, unreadable.reason()));
      return;
    }
    if (object.snapshot() instanceof Snapshot.Special special) {
      problems.add(new Problem(path, "a " + special.what() + " is where a file belongs"));
      return;
    }
    if (object.snapshot() instanceof Snapshot.Directory) {
      if (object.role() == Role.NAMED) {
        problems.add(new Problem(path, "a directory is where a file belongs"));
      }
      return;
    }
    Optional<Conflict> conflict = baseline.findConflict(path);
    if (conflict.isPresent()) {
      add(Finding.Kind.CONFLICT, object, Severity.HIGH, conflictDetail(conflict.get()));
      return;
    }
    Optional<Accepted> accepted = baseline.find(path);
    if (accepted.isPresent() && isAsAccepted(object, accepted.get().entry())) {
      return;
    }
    judgeInFull(inspector.again(object), accepted);
  }

  private void judgeInFull(Inspected object, Optional<Accepted> accepted) {
    if (accepted.isPresent() && isAsAccepted(object, accepted.get().entry())) {
      return; // It has become so while it was looked at.
    }
    if (object.snapshot() instanceof Snapshot.Unreadable unreadable) {
      problems.add(new Problem(object.path(), unreadable.reason()));
    } else if (accepted.isEmpty() || accepted.get().entry() instanceof AbsentEntry) {
      judgeUnaccepted(object, accepted.isPresent());
    } else {
      judgeDifferent(object, accepted.get().entry());
    }
  }

  /** An accepted object that no search found. */
  void judgeMissing(Entry entry, Surface surface) {
    if (entry instanceof AbsentEntry) {
      return;
    }
    ContentChange change = ContentChange.ofRemoval(surface, entry, contents);
    findings.add(
        new Finding(
            Finding.Kind.REMOVED,
            change.severity(),
            entry.path(),
            surface,
            change.keys(),
            List.of(),
            "it was accepted and is gone"));
  }

  /** Contradicting approvals of an object that no search found. */
  void judgeConflict(Conflict conflict, Surface surface) {
    findings.add(
        new Finding(
            Finding.Kind.CONFLICT,
            Severity.HIGH,
            conflict.path(),
            surface,
            List.of(),
            List.of(),
            conflictDetail(conflict)));
  }

  private static String conflictDetail(Conflict conflict) {
    StringBuilder files = new StringBuilder();
    for (Accepted candidate : conflict.candidates()) {
      files
          .append(files.length() == 0 ? "" : " and ")
          .append(Escaping.escape(candidate.approval().file()));
    }
    return "approvals of revision " + conflict.revision() + " contradict each other: " + files;
  }

  private boolean isAsAccepted(Inspected object, Entry accepted) {
    if (object.isEmpty()) {
      return accepted instanceof AbsentEntry;
    }
    Optional<Entry> candidate = Candidates.of(object, countsAllBits(accepted));
    if (candidate.isEmpty()) {
      return false;
    }
    if (candidate.get().equals(accepted)) {
      return true;
    }
    // A file may have been accepted whole before it was known by its keys, or for another reason.
    return object.snapshot() instanceof Snapshot.RegularFile file
        && accepted instanceof ContentEntry content
        && !(accepted instanceof LinkEntry)
        && content.digest().equals(file.digest())
        && content.mode().equals(Candidates.mode(file, countsAllBits(accepted)));
  }

  /** Whether an entry has all permission bits: always outside of what git may track. */
  private static boolean countsAllBits(Entry accepted) {
    String path = accepted.path();
    if (path.startsWith("/") || path.startsWith("~/") || GitContent.isInGitDirectory(path)) {
      return true;
    }
    Mode mode =
        accepted instanceof ContentEntry content
            ? content.mode()
            : accepted instanceof MetadataEntry metadata ? metadata.mode() : Mode.FILE;
    return !mode.equals(Mode.FILE) && !mode.equals(Mode.EXECUTABLE);
  }

  private void judgeUnaccepted(Inspected object, boolean removedBefore) {
    if (object.isEmpty()) {
      return;
    }
    if (object.snapshot() instanceof Snapshot.Link link) {
      add(
          Finding.Kind.LINK,
          object,
          severity(object),
          "nobody accepted this link to " + Escaping.escape(link.target()));
      return;
    }
    if (unparsable(object)) {
      return;
    }
    ContentChange change = ContentChange.of(object, Optional.empty(), contents);
    String detail =
        removedBefore
            ? "its removal was accepted, and it is back"
            : object.reading() instanceof Inspected.Keys
                ? "nobody accepted these keys"
                : "nobody accepted it";
    List<String> similar = baseline.similar(object.path());
    if (!similar.isEmpty()) {
      detail = "it is another spelling of " + Escaping.escape(similar.get(0));
    }
    if (object.role() != Role.NAMED) {
      detail += ", and " + Escaping.escape(object.because()) + " leads to it";
    }
    add(Finding.Kind.CREATED, object, change, detail);
    lookForHidden(object);
  }

  private void judgeDifferent(Inspected object, Entry accepted) {
    if (object.snapshot() instanceof Snapshot.Link link) {
      String what =
          accepted instanceof LinkEntry ? "the link now leads to " : "a link took its place, to ";
      add(Finding.Kind.LINK, object, severity(object), what + Escaping.escape(link.target()));
      return;
    }
    if (accepted instanceof LinkEntry) {
      add(Finding.Kind.LINK, object, severity(object), "a file took the place of a link");
      return;
    }
    if (object.isEmpty()) {
      judgeMissing(accepted, object.surface());
      return;
    }
    if (unparsable(object)) {
      return;
    }
    if (isSameContent(object, accepted)) {
      add(Finding.Kind.MODE, object, modeSeverity(object), modeDetail(object, accepted));
      return;
    }
    ContentChange change = ContentChange.of(object, Optional.of(accepted), contents);
    Finding.Kind kind = change.loosens() ? Finding.Kind.LOOSENED : Finding.Kind.CHANGED;
    add(kind, object, change, "its content is not the accepted one");
    lookForHidden(object);
  }

  private static boolean isSameContent(Inspected object, Entry accepted) {
    if (accepted instanceof MetadataEntry) {
      return true;
    }
    Optional<Entry> candidate = Candidates.of(object, true);
    return candidate.isPresent()
        && candidate.get() instanceof ContentEntry now
        && accepted instanceof ContentEntry then
        && (now.digest().equals(then.digest())
            || object.snapshot() instanceof Snapshot.RegularFile file
                && file.digest().equals(then.digest()));
  }

  private static Severity modeSeverity(Inspected object) {
    return object.snapshot() instanceof Snapshot.RegularFile file && file.metadata().worldWritable()
        ? Severity.HIGH
        : Severity.MEDIUM;
  }

  private static String modeDetail(Inspected object, Entry accepted) {
    Mode then =
        accepted instanceof ContentEntry content
            ? content.mode()
            : ((MetadataEntry) accepted).mode();
    Mode now =
        object.snapshot() instanceof Snapshot.RegularFile file
            ? Candidates.mode(file, countsAllBits(accepted))
            : then;
    return "its mode is " + now + " and was accepted as " + then;
  }

  private boolean unparsable(Inspected object) {
    if (object.reading() instanceof Inspected.Unparsable unparsable) {
      add(
          Finding.Kind.UNVERIFIABLE,
          object,
          severity(object),
          "it is not read as its tools read it: " + unparsable.reason());
      lookForHidden(object);
      return true;
    }
    return false;
  }

  private void lookForHidden(Inspected object) {
    Surface surface = object.surface();
    boolean instructions = surface.format() == Format.MARKDOWN || surface.effect() == Effect.STEERS;
    if (!instructions
        || !(object.snapshot() instanceof Snapshot.RegularFile file)
        || file.content() == null) {
      return;
    }
    String text = file.kept().text();
    List<Sighting> hidden = HiddenText.inspect(text);
    if (!hidden.isEmpty()) {
      findings.add(
          new Finding(
              Finding.Kind.HIDDEN_CHARACTERS,
              Severity.HIGH,
              object.path(),
              surface,
              List.of(),
              hidden,
              "it has characters that a reader does not see"));
    }
    for (HtmlComment comment : HtmlComments.find(text)) {
      add(
          Finding.Kind.HIDDEN_CHARACTERS,
          object,
          Severity.NOTICE,
          "a comment in line "
              + comment.line()
              + " is not shown when the page is: "
              + Escaping.escape(comment.content()));
    }
  }

  private static Severity severity(Inspected object) {
    return Severity.of(object.surface().effect(), object.surface());
  }

  private void add(Finding.Kind kind, Inspected object, Severity severity, String detail) {
    findings.add(
        new Finding(kind, severity, object.path(), object.surface(), List.of(), List.of(), detail));
  }

  private void add(Finding.Kind kind, Inspected object, ContentChange change, String detail) {
    findings.add(
        new Finding(
            kind,
            change.severity(),
            object.path(),
            object.surface(),
            change.keys(),
            List.of(),
            detail));
  }
}
