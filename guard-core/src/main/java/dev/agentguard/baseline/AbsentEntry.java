package dev.agentguard.baseline;

/**
 * A path where nothing may be: its removal, or that it never existed, was approved.
 *
 * @param path the path in the written form of {@link EntryPath}
 */
public record AbsentEntry(String path) implements Entry {

  public AbsentEntry {
    EntryPath.check(path);
  }

  @Override
  public String keyword() {
    return "absent";
  }
}
