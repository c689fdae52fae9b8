package dev.agentguard.surface;

import org.jspecify.annotations.Nullable;

/**
 * The name of a surface, such as {@code claude-code/settings}.
 *
 * @param tool the pack it is declared in
 * @param name its name in the pack
 */
public record SurfaceId(String tool, String name) implements Comparable<SurfaceId> {

  @Override
  public int compareTo(SurfaceId other) {
    int byTool = tool.compareTo(other.tool);
    return byTool != 0 ? byTool : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return tool + "/" + name;
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SurfaceId that && tool.equals(that.tool) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * tool.hashCode() + name.hashCode();
  }
}
