package dev.agentguard.surface;

import java.util.List;

/**
 * What single keys of a file mean, as patterns in the key language of {@code docs/packs.md}.
 *
 * @param executes keys whose change makes a command run
 * @param loosens keys whose change opens a gate
 * @param steers keys whose change tells a model something
 * @param secret keys that hold a credential
 * @param churn keys that the tool rewrites all the time; only meaningful with {@link Guard#EXCEPT}
 * @param closed keys of gates for which a false, an empty text, list or object, or a null says the
 *     same as no key: the gate is closed
 */
public record KeyRules(
    List<String> executes,
    List<String> loosens,
    List<String> steers,
    List<String> secret,
    List<String> churn,
    List<String> closed) {

  /** Rules that say nothing. */
  public static final KeyRules NONE =
      new KeyRules(List.of(), List.of(), List.of(), List.of(), List.of());

  public KeyRules {
    executes = List.copyOf(executes);
    loosens = List.copyOf(loosens);
    steers = List.copyOf(steers);
    secret = List.copyOf(secret);
    churn = List.copyOf(churn);
    closed = List.copyOf(closed);
  }

  /** Rules without closed gates. */
  public KeyRules(
      List<String> executes,
      List<String> loosens,
      List<String> steers,
      List<String> secret,
      List<String> churn) {
    this(executes, loosens, steers, secret, churn, List.of());
  }

  /** The patterns for one effect. */
  public List<String> of(Effect effect) {
    return switch (effect) {
      case EXECUTES -> executes;
      case LOOSENS -> loosens;
      case STEERS -> steers;
      case SECRET -> secret;
    };
  }
}
