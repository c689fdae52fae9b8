package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.signature.Verdict.Reason;
import dev.agentguard.baseline.signature.Verdict.Refused;
import dev.agentguard.baseline.signature.Verdict.Trusted;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;

/** What a person is told, and what only a hostile signer or authority would do. */
class JudgementTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] MESSAGE = "an approval\n".getBytes(StandardCharsets.UTF_8);
  private static final SoftKey KEY = SoftKey.of(KeyType.ED25519, 1);
  private static final SoftKey AUTHORITY = SoftKey.of(KeyType.ECDSA_256, 2);
  private static final String NAME = "ssh-ed25519 " + KEY.publicKey().fingerprint();
  private static final String AUTHORITY_NAME =
      "ecdsa-sha2-nistp256 " + AUTHORITY.publicKey().fingerprint();

  @Test
  void saysWhoSignedAndWhichLineTrustsThem() throws Exception {
    assertThat(judge("# ours\nalice KEY\n", KEY.sign("guard", MESSAGE)))
        .isEqualTo(new Trusted("alice", KEY.publicKey(), "our\nsigners", 2));
  }

  @Test
  void saysWhyNot() throws Exception {
    SshSignature good = KEY.sign("guard", MESSAGE);

    assertThat(judge("alice KEY\n", KEY.sign("git", MESSAGE)))
        .isEqualTo(
            new Refused(
                Reason.OTHER_NAMESPACE,
                "the signature is for the namespace \"git\", not \"guard\""));
    assertThat(judge("", good))
        .isEqualTo(
            new Refused(
                Reason.UNKNOWN_KEY,
                "it is signed with the key " + NAME + ", which our\\nsigners does not list"));
    assertThat(judge("alice KEY\n", KEY.sign("guard", new byte[] {1})))
        .isEqualTo(
            new Refused(
                Reason.BAD_SIGNATURE,
                "the key " + NAME + " did not sign these bytes: one or the other was changed"));
    assertThat(judge("bob KEY\n", good))
        .isEqualTo(
            new Refused(
                Reason.OTHER_PRINCIPAL,
                "our\\nsigners:1 trusts the key " + NAME + " for \"bob\", not for \"alice\""));
    assertThat(judge("alice namespaces=\"git\" KEY\n", good))
        .isEqualTo(
            new Refused(
                Reason.OTHER_NAMESPACE,
                "our\\nsigners:1 trusts the key "
                    + NAME
                    + " for the namespaces \"git\", not for \"guard\""));
    assertThat(judge("alice valid-before=\"20260101Z\" KEY\n", good))
        .isEqualTo(
            new Refused(
                Reason.EXPIRED,
                "our\\nsigners:1 trusts the key "
                    + NAME
                    + " of \"alice\" only until 2026-01-01T00:00:00Z, and the signature is of"
                    + " 2026-11-23T12:00:00Z"));
    assertThat(judge("alice valid-after=\"20270101Z\" KEY\n", good))
        .isEqualTo(
            new Refused(
                Reason.NOT_YET_VALID,
                "our\\nsigners:1 trusts the key "
                    + NAME
                    + " of \"alice\" only from 2027-01-01T00:00:00Z on, and the signature is of"
                    + " 2026-11-23T12:00:00Z"));
  }

  @Test
  void theNearestLineSaysWhy() throws Exception {
    Verdict verdict =
        judge(
            "bob KEY\nalice valid-before=\"20260101Z\" KEY\ncarol KEY\n",
            KEY.sign("guard", MESSAGE));

    assertThat(((Refused) verdict).reason()).isEqualTo(Reason.EXPIRED);
    assertThat(((Refused) verdict).detail()).startsWith("our\\nsigners:2 ");
  }

  @Test
  void aCertificateIsCheckedAsAWhole() throws Exception {
    assertThat(certified(new SoftCertificate())).isInstanceOf(Trusted.class);

    SoftCertificate host = new SoftCertificate();
    host.kind = 2;
    refused(host, Reason.BAD_SIGNATURE, " is for a host, not for a person");
    SoftCertificate forAll = new SoftCertificate();
    forAll.principals = List.of();
    refused(forAll, Reason.OTHER_PRINCIPAL, " is not issued for \"alice\"");
    SoftCertificate expired = new SoftCertificate();
    expired.validBefore = AT.getEpochSecond();
    refused(expired, Reason.EXPIRED, " was no longer valid at the time of the signature");
    expired.validBefore = AT.getEpochSecond() + 1;
    assertThat(certified(expired)).isInstanceOf(Trusted.class);
    SoftCertificate early = new SoftCertificate();
    early.validAfter = AT.getEpochSecond() + 1;
    refused(early, Reason.NOT_YET_VALID, " was not yet valid at the time of the signature");
    early.validAfter = AT.getEpochSecond();
    assertThat(certified(early)).isInstanceOf(Trusted.class);
    SoftCertificate restricted = new SoftCertificate();
    restricted.criticalOptions = new WireWriter().string("force-command").string("").bytes();
    refused(
        restricted,
        Reason.BAD_SIGNATURE,
        " has the critical option \"force-command\", which guard does not obey");
    SoftCertificate verifying = new SoftCertificate();
    verifying.criticalOptions = new WireWriter().string("verify-required").string("").bytes();
    refused(
        verifying,
        Reason.NO_USER_PRESENCE,
        " asks for a PIN or a finger with each signature, and there was none");
  }

  @Test
  void aCertificateThatNoAuthoritySignedIsRefused() throws Exception {
    byte[] certificate = new SoftCertificate().blob(KEY, AUTHORITY);
    // The last byte of the last principal: "alice" becomes "alicf".
    byte[] forged = certificate.clone();
    int name = new String(forged, StandardCharsets.ISO_8859_1).lastIndexOf("alice");
    forged[name + 4]++;

    Verdict verdict =
        judge(
            "* cert-authority CA\n",
            SshSignature.parse("x", SoftCertificate.sign(KEY, forged, "guard", MESSAGE)));

    assertThat(verdict)
        .isEqualTo(
            new Refused(
                Reason.BAD_SIGNATURE,
                "the key "
                    + AUTHORITY_NAME
                    + " did not sign this certificate: one or the other was changed"));
  }

  /** A key of a certificate cannot be put in for another: the authority signs it. */
  @Test
  void aCertificateWithAnotherKeyIsRefused() throws Exception {
    SoftKey mallory = SoftKey.of(KeyType.ED25519, 9);
    byte[] certificate = new SoftCertificate().blob(KEY, AUTHORITY);

    Verdict verdict =
        judge(
            "* cert-authority CA\n",
            SshSignature.parse("x", SoftCertificate.sign(mallory, certificate, "guard", MESSAGE)));

    assertThat(((Refused) verdict).reason()).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void anUnknownAuthorityIsRefused() throws Exception {
    byte[] armoured =
        SoftCertificate.sign(KEY, new SoftCertificate().blob(KEY, AUTHORITY), "guard", MESSAGE);

    assertThat(judge("alice KEY\nalice CA\n", SshSignature.parse("x", armoured)))
        .isEqualTo(
            new Refused(
                Reason.UNKNOWN_KEY,
                "it is signed with a certificate of the authority "
                    + AUTHORITY_NAME
                    + ", which our\\nsigners does not list as cert-authority"));
  }

  @Test
  void aSignatureWithSha1IsWeak() throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.valueOf(9));
    SshPublicKey rsa =
        SshPublicKey.parse(
            new WireWriter()
                .string("ssh-rsa")
                .mpint(BigInteger.valueOf(65537))
                .mpint(modulus)
                .bytes());
    byte[] sha1 = new WireWriter().string("ssh-rsa").string(new byte[256]).bytes();

    Verdict verdict =
        AllowedSigners.parse("s", ("alice " + rsa.text()).getBytes(StandardCharsets.UTF_8))
            .judge(SshSignature.of(rsa, "guard", "sha512", sha1), MESSAGE, "guard", "alice", AT);

    assertThat(verdict)
        .isEqualTo(
            new Refused(
                Reason.WEAK,
                "the signature by the key " + rsa + " is made with SHA-1, which can be forged"));
  }

  @Test
  void theCurvesAreThoseOfTheStandard() {
    for (NistCurve curve : NistCurve.values()) {
      X9ECParameters known =
          CustomNamedCurves.getByName(curve.identifier().replace("nistp", "secp") + "r1");
      assertThat(curve.baseX()).isEqualTo(known.getG().getAffineXCoord().toBigInteger());
      assertThat(curve.baseY()).isEqualTo(known.getG().getAffineYCoord().toBigInteger());
      assertThat(curve.contains(curve.baseX(), curve.baseY())).isTrue();
      assertThat(curve.contains(curve.baseX(), curve.baseY().add(BigInteger.ONE))).isFalse();
      assertThat(curve.contains(curve.baseY(), curve.baseX())).isFalse();
    }
  }

  private static Verdict certified(SoftCertificate certificate) throws Exception {
    byte[] armoured = SoftCertificate.sign(KEY, certificate.blob(KEY, AUTHORITY), "guard", MESSAGE);
    return judge("* cert-authority CA\n", SshSignature.parse("x", armoured));
  }

  private static void refused(SoftCertificate certificate, Reason reason, String why)
      throws Exception {
    assertThat(certified(certificate))
        .isEqualTo(
            new Refused(
                reason,
                "the certificate \"id of alice\" of the authority " + AUTHORITY_NAME + why));
  }

  private static Verdict judge(String signers, SshSignature signature) throws Exception {
    String text =
        signers
            .replace("KEY", KEY.publicKey().text())
            .replace("CA\n", AUTHORITY.publicKey().text() + "\n");
    return AllowedSigners.parse("our\nsigners", text.getBytes(StandardCharsets.UTF_8))
        .judge(signature, MESSAGE, "guard", "alice", AT);
  }
}
