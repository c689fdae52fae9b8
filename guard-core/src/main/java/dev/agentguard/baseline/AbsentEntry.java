package dev.agentguard.baseline;

import org.jspecify.annotations.Nullable;

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

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AbsentEntry that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
