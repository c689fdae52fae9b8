package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Report;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class ReportRendererTest {

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void writesExactlyTheGoldenFiles(OutputFormat format) {
    Report report = SampleReports.everything();
    Golden.assertEquals("everything." + format.id(), Capture.render(format, report, Capture.PLAIN));
    Golden.assertEquals(
        "everything-verbose." + format.id(), Capture.render(format, report, Capture.VERBOSE));
    Golden.assertEquals(
        "clean." + format.id(), Capture.render(format, SampleReports.clean(), Capture.PLAIN));
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void nothingFromFilesReachesATerminal(OutputFormat format) {
    for (ReportStyle style : Set.of(Capture.PLAIN, Capture.VERBOSE)) {
      String output = Capture.render(format, SampleReports.everything(), style);
      String[] lines = output.split("\n", -1);
      for (String line : lines) {
        assertThat(Escaping.escape(line.replace('\\', '/'))).isEqualTo(line.replace('\\', '/'));
        assertThat(line).doesNotStartWith("::error::b");
      }
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(output)).isTrue();
    }
  }

  @Test
  void theSampleHasEveryKind() {
    Set<Finding.Kind> kinds = new HashSet<>();
    for (Finding finding : SampleReports.everything().findings()) {
      kinds.add(finding.kind());
    }
    assertThat(kinds).containsExactlyInAnyOrder(Finding.Kind.values());
  }

  @Test
  void problemsGoToStandardErrorInEveryFormat() {
    for (OutputFormat format : OutputFormat.values()) {
      Capture capture = new Capture();
      format.print(SampleReports.everything(), Capture.PLAIN, capture.surroundings());
      assertThat(capture.err())
          .isEqualTo(
              "guard: error: a\\n::error::b/.cursorrules: a FIFO is where a file belongs\n"
                  + "guard: hint: nothing is said about these paths until they can be read as"
                  + " files\n");
    }
  }

  @Test
  void coloursOnlyWhenTold() {
    ReportStyle coloured = new ReportStyle(Capture.PLAIN.target(), true, false, true);
    Report report = SampleReports.everything();
    String text = Capture.render(OutputFormat.TEXT, report, coloured);
    assertThat(text).contains("\033[1;31mcritical\033[0m");
    assertThat(text.replaceAll("\033\\[[0-9;]*m", ""))
        .isEqualTo(Capture.render(OutputFormat.TEXT, report, Capture.PLAIN));
  }

  @Test
  void junitIsWellFormedAndCountsItsCases() throws Exception {
    String xml = Capture.render(OutputFormat.JUNIT, SampleReports.everything(), Capture.VERBOSE);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    Element suite = document.getDocumentElement();
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
    assertThat(suite.getElementsByTagName("failure").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
    assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void xmlHasNoForbiddenCharacter() {
    StringBuilder xml = new StringBuilder();
    XmlText.append(xml, "a\u0000\u001b\uDC80\uD800\uFFFE]]>&\"\t\r<é\uD83D\uDE00");
    assertThat(xml.toString())
        .isEqualTo("a\\x00\\x1b\\x80\\u{d800}\\u{fffe}]]&gt;&amp;&quot;&#9;&#13;&lt;é\uD83D\uDE00");
  }
}
