package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer's page makes of summaries, read with the extensions that forges have on. */
class MarkdownSummaryTest {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
          .build();

  private static String render(Report report, ReportStyle style) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    new MarkdownSummary(style).render(report, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What is on a page: cells of tables, and everything that a hostile name would want there. */
  private static final class Page extends AbstractVisitor {
    final List<List<TableCell>> rows = new ArrayList<>();
    final List<Node> foreign = new ArrayList<>();
    final StringBuilder prose = new StringBuilder();

    static Page of(String markdown) {
      Page page = new Page();
      PARSER.parse(markdown).accept(page);
      return page;
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow && node.getParent() instanceof TableBody) {
        List<TableCell> cells = new ArrayList<>();
        for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add((TableCell) cell);
        }
        rows.add(cells);
      }
      visitChildren(node);
    }

    @Override
    public void visit(Link node) {
      foreign.add(node);
    }

    @Override
    public void visit(Image node) {
      foreign.add(node);
    }

    @Override
    public void visit(HtmlInline node) {
      foreign.add(node);
    }

    @Override
    public void visit(HtmlBlock node) {
      foreign.add(node);
    }

    @Override
    public void visit(FencedCodeBlock node) {
      foreign.add(node);
    }

    @Override
    public void visit(BlockQuote node) {
      foreign.add(node);
    }

    @Override
    public void visit(HardLineBreak node) {
      foreign.add(node);
    }

    @Override
    public void visit(Text node) {
      prose.append(node.getLiteral()).append('\n');
    }

    /** The code spans of a cell. */
    List<String> code(int row, int column) {
      List<String> code = new ArrayList<>();
      rows.get(row)
          .get(column)
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Code node) {
                  code.add(node.getLiteral());
                }
              });
      return code;
    }
  }

  private static Report report(List<Finding> findings, List<Problem> problems) {
    return new Report("/home/u/project", findings, problems, List.of(), 20, 3, Severity.LOW, false);
  }

  private static Finding finding(String path, String detail, List<KeyChange> keys) {
    return new Finding(
        Finding.Kind.CREATED,
        Severity.HIGH,
        path,
        SampleReports.SETTINGS,
        keys,
        List.of(),
        Escaping.escape(detail));
  }

  @Test
  void writesExactlyTheGoldenFiles() {
    Report report = SampleReports.everything();
    Golden.assertEquals("everything.markdown", render(report, Capture.PLAIN));
    Golden.assertEquals("everything-verbose.markdown", render(report, Capture.VERBOSE));
    Golden.assertEquals("clean.markdown", render(SampleReports.clean(), Capture.PLAIN));
  }

  @Test
  void nothingFromFilesReachesATerminal() {
    for (String line : render(SampleReports.everything(), Capture.VERBOSE).split("\n", -1)) {
      assertThat(Escaping.escape(line.replace('\\', '/'))).isEqualTo(line.replace('\\', '/'));
    }
  }

  @Test
  void aPageHasARowForEachFindingThatFails() {
    Page page = Page.of(render(SampleReports.everything(), Capture.PLAIN));
    long failing = SampleReports.everything().findings().stream().filter(Finding::fails).count();
    assertThat(page.rows).hasSize((int) failing + 1);
    assertThat(page.rows.subList(0, (int) failing)).allSatisfy(row -> assertThat(row).hasSize(5));
    assertThat(page.rows.get((int) failing)).hasSize(2);
    assertThat(page.foreign).isEmpty();
    assertThat(page.code(0, 0)).isEmpty();
    assertThat(page.code(0, 1)).containsExactly(".claude/settings.json");
    assertThat(page.code(0, 4))
        .containsExactly(
            "guard diff .claude/settings.json",
            "guard approve --unsigned .claude/settings.json",
            "rm -- .claude/settings.json");
  }

  /** The reader that the other tests trust does see an attack where there is one. */
  @Test
  void withoutEscapingTheAttacksLand() {
    String row = "| high | %s | created | x | y |\n";
    String head = "| severity | path | what changed | surface | what to type |\n|-|-|-|-|-|\n";
    for (String path :
        List.of("<img src=x>", "[a](b)", "![a](b)", "https://example.com", "a\n\n<b>b</b>")) {
      assertThat(Page.of(head + row.formatted(path)).foreign).as(path).isNotEmpty();
    }
    Page broken = Page.of(head + row.formatted("a` | low | `b"));
    assertThat(broken.rows.get(0).get(1).getFirstChild()).isInstanceOf(Text.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "a\\|b",
        "a\\\\|b",
        "|",
        "||",
        "a\\",
        "`",
        "``",
        "a`b",
        "`a",
        "a``b|`",
        "a` | `b",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "</table>",
        "<details>",
        "[a](javascript:b)",
        "![a](https://example.com/b)",
        "[x]: y",
        "https://example.com",
        "www.example.com",
        "@team",
        "me@example.com",
        "#12",
        "owner/repo#12",
        "GH-12",
        ":smile:",
        "*a*",
        "__a__",
        "~~a~~",
        "# a",
        "> a",
        "- a",
        "1. a",
        "---",
        "$x^2$",
        "&lt;b&gt;",
        "&#64;team",
        "a\nb",
        "a\r\n\r\nb",
        " ",
        "  ",
        " a ",
        "a ",
        "\t",
        "\u202eabc",
        "\u200b",
        "\uDCE9",
        "\uD83D\uDE00",
        "~/x",
        "-rf"
      })
  void hostileNamesStayTextInTheirCell(String name) {
    assertIsText(name);
  }

  @Property
  void anyNameStaysTextInItsCell(@ForAll("hostile") String name) {
    assertIsText(name);
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "|",
            "\\",
            "`",
            "``",
            "<",
            ">",
            "b",
            "/",
            "!",
            "[",
            "]",
            "(",
            ")",
            "@",
            "#",
            "&",
            ";",
            "&#124;",
            "*",
            "_",
            "~",
            "$",
            ":",
            "-",
            " ",
            "\n",
            "\r",
            "\t",
            "1",
            ".",
            "www.x.org",
            "https://x.org",
            "<b>",
            "<!--",
            "\u202e",
            "\u200b",
            "\uDC80",
            "e\u0301",
            "{",
            "}");
    return pieces.list().ofMinSize(1).ofMaxSize(30).map(list -> String.join("", list));
  }

  private static void assertIsText(String name) {
    List<KeyChange> keys =
        List.of(new KeyChange(name, Optional.empty(), Optional.of("\"" + canonical(name) + "\"")));
    Report report =
        report(List.of(finding(name, name, keys)), List.of(new Problem(name, "it is not there")));
    Page page = Page.of(render(report, Capture.PLAIN));
    assertThat(page.foreign).isEmpty();
    assertThat(page.rows).hasSize(2);
    assertThat(page.rows.get(0)).hasSize(5);
    assertThat(page.rows.get(1)).hasSize(2);
    assertThat(page.code(0, 1)).containsExactly(shown(Escaping.escape(name)));
    assertThat(page.code(1, 0)).containsExactly(shown(Escaping.escape(name)));
    assertThat(page.code(0, 4))
        .allMatch(command -> command.startsWith("guard ") || command.startsWith("rm "));
    assertThat(page.prose.toString()).matches("[a-zA-Z0-9 ,:;.()\\n-]*");
  }

  /** Printable ASCII, as values are. */
  private static String canonical(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String shown(String written) {
    String text = written.contains("`".repeat(9)) ? written.replace("`", "\\x60") : written;
    return text.length() <= 200
        ? text
        : text.substring(0, 200) + "... (" + (text.length() - 200) + " more characters)";
  }

  /** Where 80 backticks or more end a code span, GitHub's reader gives up on it. */
  @Test
  void manyBackticksAreSpelledOut() {
    String name = "`".repeat(100) + "@team";
    String markdown =
        render(report(List.of(finding(name, "x", List.of())), List.of()), Capture.PLAIN);
    assertThat(markdown).doesNotContain("``");
    Page page = Page.of(markdown);
    assertThat(page.code(0, 1).get(0)).startsWith("\\x60\\x60").endsWith("@team");
    assertThat(page.code(0, 4)).isEmpty();
    assertThat(page.prose.toString()).contains("see the text report");
  }

  @Test
  void fitsIntoACommentAndSaysHowMuchDoesNot() {
    List<KeyChange> keys =
        Collections.nCopies(
            9,
            new KeyChange(
                "/k", Optional.of("\"b\""), Optional.of("\"" + "\\u00e9".repeat(300) + "\"")));
    List<Finding> findings = Collections.nCopies(500, finding("p`".repeat(300), "x", keys));
    List<Problem> problems = Collections.nCopies(500, new Problem("q".repeat(300), "not there"));
    String markdown = render(report(findings, problems), Capture.PLAIN);
    assertThat(markdown).hasSizeLessThan(60_000);
    assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1 << 20);
    assertThat(markdown)
        .containsPattern("\nand \\d+ more findings, which other formats list\n")
        .containsPattern("\nand \\d+ more paths, which other formats list\n")
        .contains("500 findings: 500 high; 500 paths could not be verified");
    Page page = Page.of(markdown);
    assertThat(page.rows).hasSizeGreaterThan(30);
    assertThat(page.foreign).isEmpty();
  }
}
