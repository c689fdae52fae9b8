package dev.agentguard.policy;

/**
 * One statement of a policy file about surfaces.
 *
 * @param origin where it is
 * @param surfaces what it is about
 * @param value what it says about them
 */
record Rule<T>(Origin origin, SurfacePattern surfaces, T value) {

  Ruling<T> ruling() {
    return origin.ruling(value);
  }
}
