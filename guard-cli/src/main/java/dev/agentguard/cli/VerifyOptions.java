package dev.agentguard.cli;

import dev.agentguard.verify.Target;

/**
 * What {@code guard verify} is asked to do.
 *
 * @param kind what to verify
 * @param directory the workspace, or empty for the one around the current directory
 * @param git the tree of git to verify, if not the files on the disk
 * @param signers the file that says whose approvals count, instead of the user's; or empty
 * @param format how to print the report
 * @param verbose whether to print everything that there is to say
 */
record VerifyOptions(
    Target.Kind kind,
    String directory,
    GitChoice git,
    String signers,
    OutputFormat format,
    boolean verbose) {}
