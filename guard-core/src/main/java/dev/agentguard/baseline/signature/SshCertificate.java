package dev.agentguard.baseline.signature;

import java.util.ArrayList;
import java.util.List;

/** An OpenSSH certificate that was read and not checked: an authority's word for a key. */
public final class SshCertificate {

  /** As many as OpenSSH reads. */
  private static final int MAX_PRINCIPALS = 256;

  private static final int USER = 1;
  private static final int HOST = 2;
  private static final int MAX_LIST = 16 << 10;

  private final SshPublicKey key;
  private final SshPublicKey authority;
  private final String id;
  private final boolean forUser;
  private final List<String> principals;
  private final long validAfter;
  private final long validBefore;
  private final List<String> criticalOptions;
  private final byte[] signed;
  private final WireSignature signature;

  private SshCertificate(Body body, byte[] signed, WireSignature signature) {
    this.key = body.key;
    this.authority = body.authority;
    this.id = body.id;
    this.forUser = body.forUser;
    this.principals = List.copyOf(body.principals);
    this.validAfter = body.validAfter;
    this.validBefore = body.validBefore;
    this.criticalOptions = List.copyOf(body.criticalOptions);
    this.signed = signed;
    this.signature = signature;
  }

  /** Reads what follows the name of the certificate's type; {@code start} is before the name. */
  static SshCertificate read(KeyType type, WireReader start, WireReader in)
      throws SignatureFormatException {
    Body body = Body.read(type, in);
    byte[] signed = start.raw("the certificate", in.position() - start.position());
    WireReader inner = in.nested("the authority's signature", SshSignature.MAX_SIGNATURE);
    WireSignature signature = WireSignature.read(body.authority.keyType(), inner);
    in.end("the certificate");
    return new SshCertificate(body, signed, signature);
  }

  /** The key that is certified. */
  public SshPublicKey allegedKey() {
    return key;
  }

  /** The key of the authority. */
  public SshPublicKey allegedAuthority() {
    return authority;
  }

  /** What the authority calls the certificate; not escaped. */
  public String allegedId() {
    return id;
  }

  /** The names for which it is issued; not escaped. */
  public List<String> allegedPrincipals() {
    return principals;
  }

  /** Whether it is for a person and not for a host. */
  boolean isForUser() {
    return forUser;
  }

  /** The first second at which it is valid, without a sign. */
  long validAfter() {
    return validAfter;
  }

  /** The first second at which it is valid no more, without a sign. */
  long validBefore() {
    return validBefore;
  }

  /** What one must understand to use it. */
  List<String> criticalOptions() {
    return criticalOptions;
  }

  /** Whether the authority said this. */
  WireSignature.Outcome check() {
    return signature.check(authority, signed);
  }

  /** What the authority signs, as it is read. */
  private static final class Body {

    private final SshPublicKey key;
    private final boolean forUser;
    private final String id;
    private final List<String> principals = new ArrayList<>();
    private final long validAfter;
    private final long validBefore;
    private final List<String> criticalOptions = new ArrayList<>();
    private final SshPublicKey authority;

    private Body(KeyType type, WireReader in) throws SignatureFormatException {
      in.string("a nonce", 256);
      key = SshPublicKey.readFields(type, in);
      in.u64("a serial number");
      long kind = in.u32("the kind of certificate");
      if (kind != USER && kind != HOST) {
        throw in.failure("a certificate for a user (1) or a host (2)", Long.toString(kind));
      }
      forUser = kind == USER;
      id = in.text("the certificate's name", 1024);
      WireReader names = in.nested("the principals", MAX_LIST);
      while (!names.atEnd()) {
        principals.add(names.text("a principal", 1024));
        if (principals.size() > MAX_PRINCIPALS) {
          throw names.failure("at most " + MAX_PRINCIPALS + " principals", "more");
        }
      }
      validAfter = in.u64("when it begins to be valid");
      validBefore = in.u64("when it ends to be valid");
      readOptions(in.nested("the critical options", MAX_LIST), criticalOptions);
      readOptions(in.nested("the extensions", MAX_LIST), new ArrayList<>());
      in.string("a reserved field", 1024);
      authority = SshPublicKey.read(in.nested("the authority's key", SshPublicKey.MAX_BYTES));
    }

    static Body read(KeyType type, WireReader in) throws SignatureFormatException {
      return new Body(type, in);
    }

    private static void readOptions(WireReader in, List<String> names)
        throws SignatureFormatException {
      while (!in.atEnd()) {
        names.add(in.text("an option's name", 256));
        in.string("an option's value", MAX_LIST);
      }
    }
  }
}
