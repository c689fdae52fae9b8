package dev.agentguard.baseline.signature;

import java.util.List;

/** An OpenSSH certificate that was read and not checked: an authority's word for a key. */
@SuppressWarnings("DoNotCallSuggester")
public final class SshCertificate {

  private SshCertificate() {}

  /** The key that is certified. */
  public SshPublicKey allegedKey() {
    throw new UnsupportedOperationException();
  }

  /** The key of the authority. */
  public SshPublicKey allegedAuthority() {
    throw new UnsupportedOperationException();
  }

  /** What the authority calls the certificate; not escaped. */
  public String allegedId() {
    throw new UnsupportedOperationException();
  }

  /** The names for which it is issued; not escaped. */
  public List<String> allegedPrincipals() {
    throw new UnsupportedOperationException();
  }
}
