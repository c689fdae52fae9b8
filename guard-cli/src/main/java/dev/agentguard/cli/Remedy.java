package dev.agentguard.cli;

import dev.agentguard.surface.Guard;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that a person may run about a finding.
 *
 * @param verb what it does, one word
 * @param command the command line, safe to print and to paste
 */
record Remedy(String verb, String command) {

  /** The remedies for a finding, in the order in which a person would use them. */
  static List<Remedy> of(Finding finding, ReportStyle style) {
    Target.Kind target = style.target();
    String word = ShellWord.of(finding.path());
    List<Remedy> remedies = new ArrayList<>(3);
    switch (finding.kind()) {
      // Accepting content does not make these safe: they are found again at the next time.
      case WRITABLE -> remedies.add(new Remedy("repair", "chmod o-w -- ".concat(word)));
      case OWNER, ANCESTOR -> remedies.add(new Remedy("look", "ls -ld -- ".concat(word)));
      case APPROVAL -> {
        remedies.add(new Remedy("look", "guard trust list"));
        remedies.add(new Remedy("history", "git log -- ".concat(word)));
      }
      case HARD_LINK ->
          remedies.add(
              new Remedy(
                  "look", "find ".concat(root(target)).concat(" -xdev -samefile ").concat(word)));
      default -> {
        remedies.add(new Remedy("show", guard("diff", target).concat(word)));
        String accept = approve(target, style.unsigned());
        if (finding.kind() == Finding.Kind.HIDDEN_CHARACTERS) {
          accept = accept.concat("--hidden ");
        }
        remedies.add(new Remedy("accept", accept.concat(word)));
      }
    }
    if (isRemovable(finding, target)) {
      remedies.add(new Remedy("remove", "rm -- ".concat(word)));
    }
    return remedies;
  }

  /**
   * The command that accepts the paths after it; ends in a blank.
   *
   * @param unsigned whether approvals are not signed there
   */
  static String approve(Target.Kind target, boolean unsigned) {
    String command = guard("approve", target);
    return unsigned ? command.concat("--unsigned ") : command;
  }

  private static String guard(String command, Target.Kind target) {
    String option = "";
    if (target == Target.Kind.HOME) {
      option = "--home ";
    } else if (target == Target.Kind.SYSTEM) {
      option = "--system ";
    }
    return "guard ".concat(command).concat(" ").concat(option);
  }

  private static String root(Target.Kind target) {
    if (target == Target.Kind.WORKSPACE) {
      return ".";
    }
    return target == Target.Kind.HOME ? "~" : "/";
  }

  /**
   * Whether the whole file is new: not one that was there and got its first guarded key, and not
   * the project's own script or the system's program that a command now leads to.
   */
  private static boolean isRemovable(Finding finding, Target.Kind target) {
    String path = finding.path();
    boolean outside = target == Target.Kind.WORKSPACE && (path.startsWith("/") || isInHome(path));
    return finding.kind() == Finding.Kind.CREATED
        && finding.surface().guard() == Guard.WHOLE
        && !outside
        && !(target == Target.Kind.HOME && !isInHome(path))
        && !finding.detail().endsWith(" leads to it");
  }

  private static boolean isInHome(String path) {
    return path.startsWith("~/");
  }
}
