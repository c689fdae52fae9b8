package dev.agentguard.cli;

import dev.agentguard.verify.Target;

/**
 * What a reader wants to see of a report.
 *
 * @param target which sort of target the report is about; it decides the options of suggested
 *     commands
 * @param unsigned whether approvals are not signed here, so that suggested ones are not either
 * @param verbose whether to show everything: notices, what no digest covers, long values
 * @param colour whether the text is coloured
 */
record ReportStyle(Target.Kind target, boolean unsigned, boolean verbose, boolean colour) {}
