package dev.agentguard.surface;

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
}
