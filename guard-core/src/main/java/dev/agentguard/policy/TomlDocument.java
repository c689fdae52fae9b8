package dev.agentguard.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlVersion;

/** A policy file as TOML 1.0, with everything that is wrong with its syntax. */
final class TomlDocument {

  private static final int LONGEST_MESSAGE = 200;

  private final PolicySource source;
  private final List<PolicyProblem> problems;

  private TomlDocument(PolicySource source, List<PolicyProblem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The table of the whole file, or null if nothing of it can be understood. */
  static @Nullable TomlKeys parse(PolicySource source, List<PolicyProblem> problems) {
    return new TomlDocument(source, problems).parse();
  }

  private @Nullable TomlKeys parse() {
    try {
      TomlParseResult result = Toml.parse(source.text(), TomlVersion.V1_0_0);
      for (TomlParseError error : result.errors()) {
        report(error);
      }
      return new TomlKeys(
          source.file(), result, new SyntaxDoubt(source.text(), result.errors()), problems, 1, 1);
    } catch (RuntimeException e) {
      return unparsable();
    } catch (StackOverflowError | AssertionError e) {
      return unparsable();
    }
  }

  /**
   * A parser's defect must not stop a guard; a file that it cannot read is a problem. The defects
   * include failed assertions of tomlj on broken table headers, where assertions are on.
   */
  private @Nullable TomlKeys unparsable() {
    problems.add(PolicyProblem.ofFile(source.file(), "not TOML: the parser failed on it"));
    return null;
  }

  private void report(TomlParseError error) {
    TomlPosition at = error.position();
    String message = String.valueOf(error.getMessage());
    problems.add(
        new PolicyProblem(
            source.file(),
            Math.max(1, at.line()),
            Math.max(1, at.column()),
            "not TOML: " + Quote.shortened(decapitalised(message), LONGEST_MESSAGE)));
  }

  private static String decapitalised(String message) {
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
