package dev.agentguard.hook;

import dev.agentguard.baseline.DurableWriter;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Unreadable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Changes of several files that are made all or not at all: what was done before a failure is taken
 * back. A crash leaves each file as it was or as it becomes, and doing the same again completes it.
 */
final class Edits {

  /**
   * A change of one file.
   *
   * @param before its text; nothing if it is not there
   * @param after its text then; nothing if it is to go
   */
  record Edit(Path file, Optional<HookScript> before, Optional<HookScript> after) {}

  private final DurableWriter writer;
  private final List<Edit> edits = new ArrayList<>();
  private final Deque<Edit> done = new ArrayDeque<>();
  private final Deque<Path> created = new ArrayDeque<>();

  Edits(DurableWriter writer) {
    this.writer = writer;
  }

  void add(HookFile file, Optional<HookScript> after) {
    if (!file.script().equals(after)) {
      edits.add(new Edit(file.file(), file.script(), after));
    }
  }

  /** Makes them. */
  void apply() throws HookException {
    for (Edit edit : edits) {
      try {
        if (!HookFile.read(edit.file).script().equals(edit.before)) {
          throw new HookException("it was changed just now").in(edit.file);
        }
        createDirectories(edit.file);
        perform(edit.file, edit.before, edit.after);
        done.push(edit);
      } catch (IOException | HookException e) {
        takeBack();
        throw e instanceof HookException hook ? hook : failure(edit.file, (IOException) e);
      }
    }
  }

  private void perform(Path file, Optional<HookScript> before, Optional<HookScript> after)
      throws IOException {
    if (after.isEmpty()) {
      writer.delete(file);
    } else if (before.isEmpty()) {
      writer.createProgram(file, after.get().bytes());
    } else {
      writer.replaceContent(file, after.get().bytes());
    }
  }

  private void createDirectories(Path file) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = file.getParent();
    while (at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path directory : missing) {
      Files.createDirectory(directory);
      created.push(directory);
    }
  }

  private void takeBack() throws HookException {
    for (Edit edit : done) {
      try {
        perform(edit.file, /* before= */ edit.after, /* after= */ edit.before);
      } catch (IOException e) {
        throw new HookException(
            failure(edit.file, e).message() + ", and what was changed before is not taken back",
            "guard hook status shows what is there now");
      }
    }
    for (Path directory : created) {
      deleteIfEmpty(directory);
    }
  }

  /** Deletes a directory and some above it, as far as they are empty. */
  static void deleteEmpty(Path directory, int count) throws HookException {
    Path at = directory;
    for (int i = 0; i < count && at != null && deleteIfEmpty(at); i++) {
      at = at.getParent();
    }
  }

  private static boolean deleteIfEmpty(Path directory) throws HookException {
    try {
      Files.delete(directory);
      return true;
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  private static HookException failure(Path file, IOException e) {
    return new HookException(FileName.text(file) + ": " + Unreadable.reason(e));
  }
}
