package dev.agentguard.baseline.signature;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;

/** BouncyCastle's ECDSA, on the curves of NIST. */
final class NistArithmetic {

  private NistArithmetic() {}

  /** Whether a key, of which it is known that it is on the curve, signed a message. */
  static boolean signed(KeyMaterial.Nist key, byte[] message, BigInteger r, BigInteger s) {
    NistCurve nist = key.curve();
    ECCurve curve = curve(nist);
    ECDomainParameters domain =
        new ECDomainParameters(
            curve,
            curve.createPoint(nist.baseX(), nist.baseY()),
            curve.getOrder(),
            curve.getCofactor());
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(curve.createPoint(key.x(), key.y()), domain));
    return signer.verifySignature(Hashes.of(nist.digest(), message), r, s);
  }

  private static ECCurve curve(NistCurve nist) {
    return switch (nist) {
      case P256 -> new SecP256R1Curve();
      case P384 -> new SecP384R1Curve();
      case P521 -> new SecP521R1Curve();
    };
  }
}
