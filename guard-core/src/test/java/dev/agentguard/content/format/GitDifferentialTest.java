package dev.agentguard.content.format;

import static dev.agentguard.content.format.OtherParser.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.surface.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our reader of git configurations against git itself. */
class GitDifferentialTest {

  private static final int FILES = 1_000;
  private static final String[] PIECES = {
    "[a]",
    "[a \"B\"]",
    "[A.Sub]",
    "[a \"x\\\"y\"]",
    "[core]",
    "key = v\n",
    "key\n",
    "Key=V",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "#c",
    "; c\n",
    "\"",
    "\\\n",
    "\\n",
    "\\t",
    "\\b",
    "\\q",
    "=",
    "x",
    "é",
    "[",
    "]",
    "a-b = 1\n",
    "1a=2\n",
    "a_b=1\n",
    "k = \" s \" t # c\n",
    "k = a  b\tc \n",
    "k = a\\\r\nb\n",
    ".",
    "[ \"s\"]",
    "[a  \"s\"]",
    "[a\"s\"]",
    "[a \"s\" ]",
    "k=a;b\n",
    "k = \"a;b\"\n",
    "\f",
    "\u000b",
    "[a]k=v\n",
    "[include]\npath = x\n",
    "k ",
    "k=\n",
    "[a \"\"]",
    "[]",
    "[a.]",
    "[.a]",
    "k = x \\\n  \n"
  };

  @Test
  void readsWhatGitReadsAndRefusesWhatGitRefuses(@TempDir Path directory) throws Exception {
    assumeTrue(OtherParser.isInstalled("git", "--version"), "SKIPPED: git is not installed");
    Random random = new Random(20261123);
    int accepted = 0;
    for (int i = 0; i < FILES; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "[a]");
      int pieces = 1 + random.nextInt(5);
      for (int j = 0; j < pieces; j++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String theirs = git(text.toString(), directory);
      assertThat(ours(text.toString())).as(OtherParser.escape(text.toString())).isEqualTo(theirs);
      accepted += theirs.length() > 2 && !theirs.equals("refused") ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(FILES / 10);
  }

  private static String git(String text, Path directory) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("config"), text);
    ProcessBuilder builder =
        new ProcessBuilder("git", "config", "--file", file.toString(), "--list", "-z")
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      return "refused";
    }
    Map<String, List<String>> values = new TreeMap<>();
    for (String entry : new String(output, StandardCharsets.UTF_8).split("\0", -1)) {
      int end = entry.indexOf('\n');
      String key = end < 0 ? entry : entry.substring(0, end);
      if (!key.isEmpty()) {
        add(values, key, end < 0 ? "(no value)" : entry.substring(end + 1));
      }
    }
    return values.toString();
  }

  private static String ours(String text) {
    try {
      Map<String, List<String>> values = new TreeMap<>();
      Node document = Documents.parse(Format.GITCONFIG, utf8(text));
      for (Map.Entry<String, Node> variable : ((Node.ObjectNode) document).members().entrySet()) {
        Node value = variable.getValue();
        List<Node> all = value instanceof Node.ArrayNode array ? array.elements() : List.of(value);
        for (Node each : all) {
          Node.Scalar scalar = (Node.Scalar) each;
          boolean none = scalar.type() == Node.Type.NULL;
          add(values, variable.getKey(), none ? "(no value)" : scalar.text());
        }
      }
      return values.toString();
    } catch (UnparsableException e) {
      return "refused";
    }
  }

  /** Git before 2.45 makes white space inside a value spaces, later versions keep it. */
  private static void add(Map<String, List<String>> values, String key, String value) {
    values
        .computeIfAbsent(key, absent -> new ArrayList<>())
        .add(value.replace('\t', ' ').replace('\r', ' '));
  }
}
