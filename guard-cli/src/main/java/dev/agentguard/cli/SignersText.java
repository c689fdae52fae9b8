package dev.agentguard.cli;

import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.content.text.Escaping;

/** A line of a file of signers, as people read it. */
final class SignersText {

  private SignersText() {}

  /** One line, escaped: the name, the key, and the bounds. */
  static String of(AllowedSigner signer) {
    StringBuilder text =
        new StringBuilder(
            signer.principals().equals("*") ? "any name" : Escaping.escape(signer.principals()));
    text.append("  ").append(signer.key().type()).append(' ').append(signer.key().fingerprint());
    if (signer.certAuthority()) {
      text.append(", for the keys that it certifies");
    }
    if (signer.namespaces().isPresent()) {
      text.append(", for ").append(Escaping.escape(signer.namespaces().get()));
    } else {
      text.append(", for everything");
    }
    if (signer.validAfter().isPresent()) {
      text.append(", from ").append(signer.validAfter().get());
    }
    if (signer.validBefore().isPresent()) {
      text.append(", until ").append(signer.validBefore().get());
    }
    return text.toString();
  }
}
