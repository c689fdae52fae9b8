package dev.agentguard.hook;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What git's configuration files say together about one repository: those of the system, the user,
 * the repository and the work tree, the later ones first.
 *
 * <p>What would need git's own order of lines, or its conditions, is refused rather than guessed.
 */
final class GitSettings {

  /**
   * A value of a setting.
   *
   * @param value as git reads it
   * @param file where it stands
   */
  record Setting(String value, Path file) {}

  private static final int DEEPEST_INCLUDE = 10;

  private final GitRepository repository;
  private final Path home;
  private final Map<String, String> environment;
  private final SnapshotReader reader = new SnapshotReader();

  GitSettings(GitRepository repository, Path home, Map<String, String> environment) {
    this.repository = repository;
    this.home = home;
    this.environment = environment;
  }

  /** Where hooks are, if a configuration says so. */
  Optional<Setting> hooksPath() throws HookException {
    return find("core.hookspath");
  }

  private Optional<Setting> find(String name) throws HookException {
    Optional<Setting> found = Optional.empty();
    for (Path file : files()) {
      Optional<Setting> here = find(name, file, 0);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  private List<Path> files() throws HookException {
    List<Path> files = new ArrayList<>();
    if (!isTrue(environment.getOrDefault("GIT_CONFIG_NOSYSTEM", ""))) {
      files.add(file("GIT_CONFIG_SYSTEM", Path.of("/etc/gitconfig")));
    }
    if (environment.containsKey("GIT_CONFIG_GLOBAL")) {
      files.add(file("GIT_CONFIG_GLOBAL", home));
    } else {
      Path config = file("XDG_CONFIG_HOME", home.resolve(".config"));
      files.add(config.resolve("git").resolve("config"));
      files.add(home.resolve(".gitconfig"));
    }
    Path local = repository.commonDirectory().resolve("config");
    files.add(local);
    if (isTrue(last(members(local), "extensions.worktreeconfig").orElse(""))) {
      files.add(repository.gitDirectory().resolve("config.worktree"));
    }
    return files;
  }

  private Path file(String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? GitRepository.onDisk(home, value) : otherwise;
  }

  private Optional<Setting> find(String name, Path file, int depth) throws HookException {
    Map<String, Node> members = members(file);
    Optional<Setting> own = last(members, name).map(value -> new Setting(value, file));
    Optional<Setting> included = Optional.empty();
    for (Map.Entry<String, Node> member : members.entrySet()) {
      boolean conditional =
          member.getKey().startsWith("includeif.") && member.getKey().endsWith(".path");
      if (!conditional && !member.getKey().equals("include.path")) {
        continue;
      }
      for (String value : values(member.getValue())) {
        if (depth == DEEPEST_INCLUDE) {
          throw new HookException(file + ": includes too many files in one another");
        }
        Optional<Setting> there = find(name, resolve(file, value), depth + 1);
        if (there.isPresent() && (conditional || isOther(own, there) || isOther(included, there))) {
          throw new HookException(
              there.get().file()
                  + ": sets "
                  + name
                  + ", and "
                  + file
                  + " includes it under a"
                  + " condition or beside another value",
              "set it once, where it always holds: git config --global or git config --local");
        }
        included = there.isPresent() ? there : included;
      }
    }
    return own.isPresent() ? own : included;
  }

  private static boolean isOther(Optional<Setting> one, Optional<Setting> other) {
    return one.isPresent() && !one.get().value().equals(other.get().value());
  }

  /** The file that a path in a configuration means. */
  private Path resolve(Path configuration, String value) throws HookException {
    Path directory = configuration.getParent();
    return expand(directory == null ? home : directory, value, configuration);
  }

  /** The file that a path in a configuration means, seen from a directory. */
  Path expand(Path directory, String value, Path configuration) throws HookException {
    if (value.equals("~") || value.startsWith("~/")) {
      return FileName.resolve(home, value.substring(Math.min(2, value.length())));
    }
    if (value.isEmpty()
        || value.startsWith("~")
        || value.startsWith("%(")
        || value.indexOf('\0') >= 0) {
      throw new HookException(configuration + ": guard cannot follow the path '" + value + "'");
    }
    return GitRepository.onDisk(directory, value);
  }

  /** The user's own files are often links into a repository of dotfiles. */
  private Map<String, Node> members(Path file) throws HookException {
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      return Map.of(); // Git takes what is not there for empty.
    }
    Snapshot snapshot = reader.keep(real);
    if (!(snapshot instanceof Snapshot.RegularFile found) || found.content() == null) {
      throw new HookException(file + ": not a configuration file that can be read");
    }
    try {
      Node document = Documents.parse(Format.GITCONFIG, found.kept().bytes());
      return ((Node.ObjectNode) document).members();
    } catch (UnparsableException e) {
      throw new HookException(file + ": " + e.getMessage());
    }
  }

  private static Optional<String> last(Map<String, Node> members, String name) {
    Node value = members.get(name);
    List<String> values = value == null ? List.of() : values(value);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  private static List<String> values(Node value) {
    List<String> values = new ArrayList<>();
    List<Node> nodes = value instanceof Node.ArrayNode array ? array.elements() : List.of(value);
    for (Node node : nodes) {
      if (node instanceof Node.Scalar scalar) {
        values.add(scalar.equals(Node.Scalar.NULL) ? "" : scalar.text());
      }
    }
    return values;
  }

  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "1", "true", "yes", "on" -> true;
      default -> false;
    };
  }
}
