package dev.agentguard.baseline.signature;

/**
 * Says where bytes are not a signature or a public key, what would have been one, and what stands
 * there instead.
 */
public final class SignatureFormatException extends Exception {

  private final String expected;
  private final String actual;

  /** The place is put before the message and must be escaped already. */
  SignatureFormatException(String place, String expected, String actual) {
    super(place + ": expected " + expected + ", found " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  /** What the format asks for at this place. */
  public String expected() {
    return expected;
  }

  /** What is there; text from the file is shortened and escaped for a terminal. */
  public String actual() {
    return actual;
  }
}
