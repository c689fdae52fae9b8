package dev.agentguard.baseline.signature;

import static dev.agentguard.baseline.signature.Verdict.Reason;

import dev.agentguard.baseline.signature.Verdict.Refused;
import dev.agentguard.baseline.signature.Verdict.Trusted;
import dev.agentguard.content.text.Escaping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a file of allowed signers. Keys are looked for before anything is computed, so
 * that a stranger's numbers never reach the arithmetic.
 */
final class SignatureJudge {

  /** The only critical option that is about signatures like these. */
  private static final String VERIFY_REQUIRED = "verify-required";

  private final AllowedSigners signers;
  private final SshSignature signature;
  private final SshPublicKey key;
  private final @Nullable SshCertificate certificate;
  private final String namespace;
  private final String principal;
  private final Instant at;

  SignatureJudge(
      AllowedSigners signers,
      SshSignature signature,
      String namespace,
      String principal,
      Instant at) {
    this.signers = signers;
    this.signature = signature;
    this.key = signature.allegedKey();
    this.certificate = signature.allegedCertificate().orElse(null);
    this.namespace = namespace;
    this.principal = principal;
    this.at = at;
  }

  Verdict judge(byte[] message) {
    if (!signature.namespace().equals(namespace)) {
      return new Refused(
          Reason.OTHER_NAMESPACE,
          "the signature is for the namespace "
              + Shown.quoted(signature.namespace())
              + ", not "
              + Shown.quoted(namespace));
    }
    List<AllowedSigner> candidates = candidates();
    if (candidates.isEmpty()) {
      return unknownKey();
    }
    if (certificate != null) {
      Refused refused = outcome(certificate.check(), certificate.allegedAuthority(), "certificate");
      if (refused == null) {
        refused = checkCertificate(certificate);
      }
      if (refused != null) {
        return refused;
      }
    }
    Refused refused = outcome(signature.check(message), key, "signature");
    return refused != null ? refused : among(candidates);
  }

  /** The lines that name the key, or the authority of its certificate. */
  private List<AllowedSigner> candidates() {
    SshPublicKey sought = certificate == null ? key : certificate.allegedAuthority();
    List<AllowedSigner> found = new ArrayList<>();
    for (AllowedSigner signer : signers.lines()) {
      if (signer.certAuthority() == (certificate != null) && signer.key().equals(sought)) {
        found.add(signer);
      }
    }
    return found;
  }

  private Refused unknownKey() {
    String detail;
    if (certificate == null) {
      detail = "it is signed with the key " + key + ", which " + file() + " does not list";
    } else {
      detail =
          "it is signed with a certificate of the authority "
              + certificate.allegedAuthority()
              + ", which "
              + file()
              + " does not list as cert-authority";
    }
    return new Refused(Reason.UNKNOWN_KEY, detail);
  }

  private static @Nullable Refused outcome(
      WireSignature.Outcome outcome, SshPublicKey key, String what) {
    return switch (outcome) {
      case GOOD -> null;
      case BAD ->
          new Refused(
              Reason.BAD_SIGNATURE,
              "the key "
                  + key
                  + " did not sign "
                  + (what.equals("certificate") ? "this certificate" : "these bytes")
                  + ": one or the other was changed");
      case WEAK ->
          new Refused(
              Reason.WEAK,
              "the " + what + " by the key " + key + " is made with SHA-1, which can be forged");
      case NO_USER_PRESENCE ->
          new Refused(
              Reason.NO_USER_PRESENCE,
              "the " + what + " by the security key " + key + " was made without touching it");
    };
  }

  private @Nullable Refused checkCertificate(SshCertificate checked) {
    if (!checked.isForUser()) {
      return new Refused(Reason.BAD_SIGNATURE, of(checked) + " is for a host, not for a person");
    }
    long seconds = at.getEpochSecond();
    if (Long.compareUnsigned(seconds, checked.validAfter()) < 0) {
      return new Refused(
          Reason.NOT_YET_VALID, of(checked) + " was not yet valid at the time of the signature");
    }
    if (Long.compareUnsigned(seconds, checked.validBefore()) >= 0) {
      return new Refused(
          Reason.EXPIRED, of(checked) + " was no longer valid at the time of the signature");
    }
    for (String option : checked.criticalOptions()) {
      if (!option.equals(VERIFY_REQUIRED)) {
        return new Refused(
            Reason.BAD_SIGNATURE,
            of(checked)
                + " has the critical option "
                + Shown.quoted(option)
                + ", which guard does"
                + " not obey");
      }
      if (!signature.allegedUserVerification()) {
        return new Refused(
            Reason.NO_USER_PRESENCE,
            of(checked) + " asks for a PIN or a finger with each signature, and there was none");
      }
    }
    if (!checked.allegedPrincipals().contains(principal)) {
      return new Refused(
          Reason.OTHER_PRINCIPAL, of(checked) + " is not issued for " + Shown.quoted(principal));
    }
    return null;
  }

  /** Trusted by the first line that does, or the refusal of the one that is nearest to trusting. */
  private Verdict among(List<AllowedSigner> candidates) {
    Refused nearest = null;
    int reached = -1;
    for (AllowedSigner signer : candidates) {
      if (!PatternList.matches(signer.principals(), principal)) {
        if (reached < 0) {
          reached = 0;
          nearest = otherPrincipal(signer);
        }
      } else if (signer.namespaces().isPresent()
          && !PatternList.matches(signer.namespaces().get(), namespace)) {
        if (reached < 1) {
          reached = 1;
          nearest = otherNamespaces(signer, signer.namespaces().get());
        }
      } else {
        Refused outside = outsideOfTime(signer);
        if (outside == null) {
          return new Trusted(principal, key, signers.file(), signer.line());
        }
        if (reached < 2) {
          reached = 2;
          nearest = outside;
        }
      }
    }
    return nearest == null ? unknownKey() : nearest;
  }

  private Refused otherPrincipal(AllowedSigner signer) {
    return new Refused(
        Reason.OTHER_PRINCIPAL,
        place(signer)
            + " trusts the "
            + named(signer)
            + " for "
            + Shown.quoted(signer.principals())
            + ", not for "
            + Shown.quoted(principal));
  }

  private Refused otherNamespaces(AllowedSigner signer, String namespaces) {
    return new Refused(
        Reason.OTHER_NAMESPACE,
        place(signer)
            + " trusts the "
            + named(signer)
            + " for the namespaces "
            + Shown.quoted(namespaces)
            + ", not for "
            + Shown.quoted(namespace));
  }

  /** Both ends are in it, to the second, as in OpenSSH. */
  private @Nullable Refused outsideOfTime(AllowedSigner signer) {
    long seconds = at.getEpochSecond();
    if (signer.validAfter().isPresent() && seconds < signer.validAfter().get().getEpochSecond()) {
      return new Refused(
          Reason.NOT_YET_VALID, outside(signer, " only from " + signer.validAfter().get() + " on"));
    }
    if (signer.validBefore().isPresent() && seconds > signer.validBefore().get().getEpochSecond()) {
      return new Refused(
          Reason.EXPIRED, outside(signer, " only until " + signer.validBefore().get()));
    }
    return null;
  }

  private String outside(AllowedSigner signer, String bound) {
    return place(signer)
        + " trusts the "
        + named(signer)
        + " of "
        + Shown.quoted(principal)
        + bound
        + ", and the signature is of "
        + Instant.ofEpochSecond(at.getEpochSecond());
  }

  private static String of(SshCertificate certificate) {
    return "the certificate "
        + Shown.quoted(certificate.allegedId())
        + " of the authority "
        + certificate.allegedAuthority();
  }

  private static String named(AllowedSigner signer) {
    return (signer.certAuthority() ? "authority " : "key ") + signer.key();
  }

  private String place(AllowedSigner signer) {
    return file() + ":" + signer.line();
  }

  private String file() {
    return Escaping.escape(signers.file());
  }
}
