package dev.agentguard.baseline.signature;

import java.time.Instant;
import java.util.List;

/** The trusted signers of one file, in OpenSSH's format. */
public final class AllowedSigners {

  private final String file;
  private final List<AllowedSigner> lines;

  private AllowedSigners(String file, List<AllowedSigner> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Reads a file of allowed signers. Times without a zone are UTC.
   *
   * @param file the name by which messages and verdicts call it
   */
  public static AllowedSigners parse(String file, byte[] bytes) throws SignersFormatException {
    return new AllowedSigners(file, SignersParser.parse(file, bytes));
  }

  /** The name by which messages and verdicts call the file; not escaped. */
  public String file() {
    return file;
  }

  /** The lines that trust somebody, in the order of the file. */
  public List<AllowedSigner> lines() {
    return lines;
  }

  /**
   * Whether a signature over a message is by one of these, for a name at a time.
   *
   * @param principal who is alleged to have signed
   * @param at when it is alleged to have been signed
   */
  public Verdict judge(
      SshSignature signature, byte[] message, String namespace, String principal, Instant at) {
    try {
      return new SignatureJudge(this, signature, namespace, principal, at).judge(message);
    } catch (RuntimeException e) {
      // Arithmetic that stumbles over numbers which nobody's program makes.
      return new Verdict.Refused(
          Verdict.Reason.BAD_SIGNATURE,
          "the signature of the "
              + signature.allegedKey().type()
              + " key cannot be checked, because its numbers are not those of a signature");
    }
  }
}
