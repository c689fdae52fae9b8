package dev.agentguard.hook;

import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.Format;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of lefthook. Git's hooks are lefthook's own, which it writes anew, so guard is
 * one of its commands, in the file that is for one clone: {@code lefthook-local.yml}.
 */
final class LefthookFiles {

  private static final List<String> ENDINGS = List.of("yml", "yaml", "toml", "json", "jsonc");
  private static final List<String> FOLDERS = List.of("", ".", ".config/");
  private static final String ASSERT = "assert_lefthook_installed";

  private LefthookFiles() {}

  /** Whether a work tree uses lefthook. */
  static boolean areIn(Path workTree) {
    return find(workTree, "lefthook").isPresent();
  }

  private static Optional<Path> find(Path workTree, String name) {
    for (String folder : FOLDERS) {
      for (String ending : ENDINGS) {
        Path file = workTree.resolve(folder + name + "." + ending);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** The file that guard's lines are in, or would be. */
  static HookFile local(Path workTree) throws HookException {
    Path file = find(workTree, "lefthook-local").orElse(workTree.resolve("lefthook-local.yml"));
    return HookFile.read(file);
  }

  /** Guard's lines for all hooks. */
  static String body(ProgramPlace program, boolean asserting) {
    StringBuilder text = new StringBuilder();
    if (asserting) {
      text.append(ASSERT).append(": true\n");
    }
    for (GitHook hook : GitHook.values()) {
      text.append(hook.fileName()).append(":\n  commands:\n    guard:\n      run: |\n");
      if (hook == GitHook.POST_CHECKOUT || hook == GitHook.POST_REWRITE) {
        text.append("        set -- {1} {2} {3}\n");
      }
      String body = new HookBlock(hook, program, false).body();
      text.append(body.indent(8));
    }
    return text.toString();
  }

  /** How guard's lines find guard, if no other hand has been at them. */
  static Optional<ProgramPlace> read(String body) {
    ProgramPlace program = HookBlock.program(body);
    boolean known = body.equals(body(program, true)) || body.equals(body(program, false));
    return known ? Optional.of(program) : Optional.empty();
  }

  /**
   * The file with guard's lines at its end. Whether that says what it should is not assumed: it is
   * read again.
   *
   * @throws HookException if lines at the end would not do, with the lines to put in by hand
   */
  static HookScript with(HookFile local, ProgramPlace program) throws HookException {
    String text = local.script().map(HookScript::text).orElse("");
    Optional<MarkedLines> present = local.marked();
    String rest = present.isPresent() ? present.get().without() : text;
    String name = local.file().toString();
    Map<String, Node> others =
        name.endsWith(".yml") || name.endsWith(".yaml")
            ? members(rest)
            : Map.of("", Node.Scalar.NULL);
    String body = body(program, !others.containsKey(ASSERT));
    String encoded = HookScript.encoded(body);
    boolean newline = !text.isEmpty() && !text.endsWith("\n");
    MarkedLines lines =
        present.isPresent()
            ? present.get().with(encoded)
            : new MarkedLines(
                text + (newline ? "\n" : ""),
                HookBlock.VERSION,
                new Undo(newline, local.script().isEmpty(), 0),
                encoded,
                "");
    Map<String, Node> wanted = new LinkedHashMap<>(others);
    wanted.putAll(members(encoded));
    if (wanted.size() != others.size() + members(encoded).size()
        || !members(lines.text()).equals(wanted)) {
      throw new HookException(
              "guard's commands cannot be put at its end without changing what it says",
              "add this by hand, there or in lefthook.yml, and run: lefthook install",
              body)
          .in(local.file());
    }
    return new HookScript(lines.text());
  }

  /** The members of a mapping; a name that is no text's if it is something else. */
  private static Map<String, Node> members(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      Node document = Documents.parse(Format.YAML, bytes);
      return document instanceof Node.ObjectNode object
          ? object.members()
          : isEmpty(document) ? Map.of() : Map.of("", document);
    } catch (UnparsableException e) {
      return Map.of("", Node.Scalar.NULL);
    }
  }

  private static boolean isEmpty(Node document) {
    return document instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL;
  }
}
