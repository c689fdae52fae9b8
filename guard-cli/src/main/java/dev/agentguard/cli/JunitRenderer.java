package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The report as a JUnit test suite: a failed test for each finding that fails, an error for each
 * problem, and one test that passes when there is neither.
 */
final class JunitRenderer implements ReportRenderer {

  private final FindingText findingText;

  JunitRenderer(ReportStyle style) {
    this.findingText = new FindingText(style, "");
  }

  @Override
  public void render(Report report, PrintStream out) {
    byte[] document = document(report).getBytes(StandardCharsets.UTF_8);
    out.write(document, 0, document.length);
    out.flush();
  }

  private String document(Report report) {
    int failures = 0;
    StringBuilder cases = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (finding.fails()) {
        failures++;
        failure(cases, finding);
      }
    }
    for (Problem problem : report.problems()) {
      error(cases, problem);
    }
    int errors = report.problems().size();
    if (failures + errors == 0) {
      cases.append("  <testcase classname=\"guard\" name=\"all is as accepted\"/>\n");
    }
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"guard verify\" tests=\"").append(Math.max(1, failures + errors));
    xml.append("\" failures=\"").append(failures).append("\" errors=\"").append(errors);
    xml.append("\" skipped=\"0\">\n  <properties>\n");
    property(xml, "target", Escaping.escape(report.target()));
    property(xml, "objects", String.valueOf(report.objects()));
    property(xml, "revision", String.valueOf(report.revision()));
    property(xml, "signed", String.valueOf(report.signed()));
    property(xml, "uncovered", String.valueOf(report.uncovered().size()));
    xml.append("  </properties>\n").append(cases).append("</testsuite>\n");
    return xml.toString();
  }

  private void failure(StringBuilder xml, Finding finding) {
    String name = finding.kind().id() + " " + Escaping.escape(finding.path());
    start(xml, finding.surface().id().toString(), name);
    StringBuilder sentence = new StringBuilder();
    findingText.appendSentence(sentence, finding);
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    xml.append("    <failure type=\"").append(severity).append("\" message=\"");
    XmlText.append(xml, sentence.toString());
    xml.append("\">");
    StringBuilder body = new StringBuilder();
    findingText.append(body, finding);
    XmlText.append(xml, body.toString());
    xml.append("</failure>\n  </testcase>\n");
  }

  private static void error(StringBuilder xml, Problem problem) {
    start(xml, "guard", "could not be verified " + Escaping.escape(problem.path()));
    xml.append("    <error type=\"unverified\" message=\"");
    XmlText.append(xml, problem.reason());
    xml.append("\"/>\n  </testcase>\n");
  }

  private static void start(StringBuilder xml, String group, String name) {
    xml.append("  <testcase classname=\"");
    XmlText.append(xml, group);
    xml.append("\" name=\"");
    XmlText.append(xml, name);
    xml.append("\">\n");
  }

  private static void property(StringBuilder xml, String name, String value) {
    xml.append("    <property name=\"").append(name).append("\" value=\"");
    XmlText.append(xml, value);
    xml.append("\"/>\n");
  }
}
