package dev.agentguard.content.format;

import static dev.agentguard.content.format.OtherParser.flatten;
import static dev.agentguard.content.format.OtherParser.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.surface.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our parsers against those of the consumers, on documents put together from odd pieces. */
class DifferentialTest {

  private static final String[] JSON_PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\t",
    "\n",
    "\r",
    "\f",
    "\u00a0",
    "\u2028",
    "\"\"",
    "\"a\"",
    "\"\\u0041\"",
    "\"\\ud800\"",
    "\"\\x\"",
    "\"\t\"",
    "\"\\/\"",
    "\"é\"",
    "'a'",
    "a",
    "true",
    "null",
    "False",
    "NaN",
    "Infinity",
    "0",
    "-0",
    "01",
    "1.",
    ".5",
    "1e5",
    "1E+5",
    "1e",
    "-",
    "+1",
    "0x1",
    "1e400",
    "123456789012345678901",
    "//c\n",
    "/*c*/",
    "#c\n",
    "{\"a\":",
    "[1,",
    "\"b\":",
    "\u0000",
    "{\"__proto__\":1}",
    "\u007f"
  };

  private static final String[] TOML_PIECES = {
    "a",
    "b",
    "\"c d\"",
    "'e'",
    ".",
    " = ",
    "=",
    "1",
    "1_0",
    "01",
    "0x1F",
    "-0",
    "+1",
    "1.5",
    "1e3",
    "inf",
    "-nan",
    "true",
    "\"x\"",
    "'y'",
    "\"\"\"z\"\"\"",
    "'''w'''",
    "\"\\u0041\"",
    "\"\\x\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "# c\n",
    "1979-05-27T07:32:00Z",
    "1979-05-27",
    "07:32:00",
    "[a]\n",
    "[[a]]\n",
    "[a.b]\n",
    "a = 1\n",
    "b = {c = 1}\n",
    "a.b = 2\n",
    "c = [1, 2]\n",
    "d = [[1], {e = 2}]\n",
    "\u0000",
    "\u007f",
    "é"
  };

  @Test
  void readsJsonAsJavaScriptDoes() {
    assumeTrue(OtherParser.isInstalled("node", "--version"), "SKIPPED: node is not installed");
    List<byte[]> documents = documents(JSON_PIECES, 6_000);
    List<String> verdicts = OtherParser.run("node", "json.mjs", documents);
    compare(Format.JSON, documents, verdicts, List.of("duplicate key", "byte-order mark"));
  }

  @Test
  void readsTomlAsPythonDoes() {
    assumeTrue(
        OtherParser.isInstalled("python3", "-c", "import tomllib"),
        "SKIPPED: python3 with tomllib is not installed");
    List<byte[]> documents = documents(TOML_PIECES, 6_000);
    List<String> verdicts = OtherParser.run("python3", "toml.py", documents);
    compare(Format.TOML, documents, verdicts, List.of());
  }

  private static List<byte[]> documents(String[] pieces, int count) {
    Random random = new Random(20261123);
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(7);
      for (int j = 0; j < length; j++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      documents.add(utf8(text.toString()));
    }
    return documents;
  }

  private static void compare(
      Format format, List<byte[]> documents, List<String> verdicts, List<String> stricter) {
    int accepted = 0;
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      String ours;
      try {
        ours = flatten(Documents.parse(format, documents.get(i)));
        accepted++;
      } catch (UnparsableException e) {
        ours = stricter.stream().anyMatch(e.reason()::contains) ? verdicts.get(i) : "refused";
      }
      if (!ours.equals(verdicts.get(i))) {
        String document =
            OtherParser.escape(
                new String(documents.get(i), java.nio.charset.StandardCharsets.UTF_8));
        differences.add(document + " ours " + ours + " theirs " + verdicts.get(i));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(accepted).isGreaterThan(documents.size() / 50);
  }
}
