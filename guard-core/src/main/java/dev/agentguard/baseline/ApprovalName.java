package dev.agentguard.baseline;

/**
 * The names of approvals: {@code <revision>-<random>.approval}, the revision padded to six digits
 * so that a listing is in order.
 */
final class ApprovalName {

  private static final String SUFFIX = ".approval";
  private static final String SIGNATURE_SUFFIX = ".sig";
  private static final int PADDED = 6;

  private ApprovalName() {}

  static String of(int revision, String random) {
    String digits = Integer.toString(revision);
    return "0".repeat(Math.max(0, PADDED - digits.length())) + digits + "-" + random + SUFFIX;
  }

  /** The name of the file with the signature of an approval. */
  static String signatureOf(String name) {
    return name + SIGNATURE_SUFFIX;
  }

  /** Whether a file of this name is, or was meant to be, a signature of an approval. */
  static boolean isSignature(String name) {
    return name.endsWith(SIGNATURE_SUFFIX) && revision(ofSignature(name)) > 0;
  }

  /** The name of the approval that a signature of this name is for. */
  static String ofSignature(String name) {
    return name.substring(0, name.length() - SIGNATURE_SUFFIX.length());
  }

  /** The revision in the name, or 0 if {@link #of} does not give such a name. */
  static int revision(String name) {
    int hyphen = name.indexOf('-');
    if (hyphen < PADDED || hyphen > 9 || !name.endsWith(SUFFIX)) {
      return 0;
    }
    int revision = 0;
    for (int i = 0; i < hyphen; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      revision = 10 * revision + digit;
    }
    int end = name.length() - SUFFIX.length();
    String random = end > hyphen ? name.substring(hyphen + 1, end) : "";
    return RandomName.isValid(random) && of(revision, random).equals(name) ? revision : 0;
  }
}
