package dev.agentguard.policy;

/**
 * The place of a rule.
 *
 * @param layer whose rule it is
 * @param file its file, escaped
 * @param line from 1
 * @param column from 1
 * @param rule its name and the reason given for it, escaped
 */
record Origin(Layer layer, String file, int line, int column, String rule) {

  <T> Ruling<T> ruling(T value) {
    return new Ruling<>(value, layer, file, rule);
  }

  PolicyProblem problem(String message) {
    return new PolicyProblem(file, line, column, message);
  }
}
