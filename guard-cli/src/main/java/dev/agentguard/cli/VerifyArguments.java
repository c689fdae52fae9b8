package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.util.Optional;

/**
 * The quick reading of {@code guard verify}'s arguments. It knows the same words as {@link
 * VerifyCommand}, which a test holds it to, and gives up on everything else.
 */
final class VerifyArguments {

  private VerifyArguments() {}

  /** The options, or nothing if the arguments need the long way. */
  static Optional<VerifyOptions> parse(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("verify")) {
      return Optional.empty();
    }
    Target.Kind kind = Target.Kind.WORKSPACE;
    String directory = "";
    OutputFormat format = OutputFormat.TEXT;
    boolean verbose = false;
    boolean staged = false;
    String base = "";
    String head = "";
    String signers = "";
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--home") && kind == Target.Kind.WORKSPACE) {
        kind = Target.Kind.HOME;
      } else if (argument.equals("--system") && kind == Target.Kind.WORKSPACE) {
        kind = Target.Kind.SYSTEM;
      } else if (argument.equals("--verbose") || argument.equals("-v")) {
        verbose = true;
      } else if (argument.equals("--staged")) {
        staged = true;
      } else if (argument.equals("--base") && isValue(arguments, i + 1) && base.isEmpty()) {
        i++;
        base = arguments[i];
      } else if (argument.equals("--head") && isValue(arguments, i + 1) && head.isEmpty()) {
        i++;
        head = arguments[i];
      } else if (argument.equals("--signers") && isValue(arguments, i + 1) && signers.isEmpty()) {
        i++;
        signers = arguments[i];
      } else if (argument.equals("--format") && i + 1 < arguments.length) {
        i++;
        Optional<OutputFormat> named = OutputFormat.named(arguments[i]);
        if (named.isEmpty()) {
          return Optional.empty();
        }
        format = named.get();
      } else if (!argument.startsWith("-") && !argument.isEmpty() && directory.isEmpty()) {
        directory = argument;
      } else {
        return Optional.empty();
      }
    }
    boolean tree = staged || !base.isEmpty();
    if (kind != Target.Kind.WORKSPACE && (tree || !directory.isEmpty())
        || staged && !base.isEmpty()
        || base.isEmpty() && !head.isEmpty()) {
      return Optional.empty();
    }
    GitChoice git = GitChoice.NONE;
    if (staged) {
      git = GitChoice.STAGED;
    } else if (tree) {
      git = new GitChoice(false, base, head.isEmpty() ? GitChoice.HEAD : head);
    }
    return Optional.of(new VerifyOptions(kind, directory, git, signers, format, verbose));
  }

  private static boolean isValue(String[] arguments, int at) {
    return at < arguments.length && !arguments[at].isEmpty() && !arguments[at].startsWith("-");
  }
}
