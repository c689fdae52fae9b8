package dev.agentguard.cli;

import dev.agentguard.verify.Report;
import java.io.PrintStream;

/** The way in which one output format writes a report. */
interface ReportRenderer {

  /**
   * Writes a report, with its problems where the format has a place for them. The stream is not
   * closed.
   */
  void render(Report report, PrintStream out);
}
