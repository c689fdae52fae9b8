package dev.agentguard.cli;

import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.signing.NewKey;
import dev.agentguard.signing.Person;
import dev.agentguard.signing.Signers;
import dev.agentguard.signing.SigningException;
import dev.agentguard.signing.SigningKey;
import dev.agentguard.signing.SigningKeys;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the key of the person at the terminal, makes one if they have none, and has it trusted. */
final class OwnKey {

  private final Surroundings surroundings;
  private final Targets targets;
  private final ApprovalOptions options;
  private final Terminal terminal;

  OwnKey(Surroundings surroundings, Targets targets, ApprovalOptions options, Terminal terminal) {
    this.surroundings = surroundings;
    this.targets = targets;
    this.options = options;
    this.terminal = terminal;
  }

  /**
   * The person, ready to sign. What they sign counts on this machine: either it did before, or they
   * have just said so.
   *
   * @throws UsageException if there is no key that can be used, or they do not want it trusted
   */
  KeySigner signer(Target target) {
    try {
      Person person = SigningPerson.of(surroundings, targets.user());
      SigningKeys keys = new SigningKeys(person);
      String principal = keys.principal(options.signer());
      if (!ApprovalOptions.isPlainName(principal)) {
        throw new UsageException(
            "there is no usable name for you: " + principal, "--signer NAME gives one");
      }
      Optional<SigningKey> found = keys.find(options.key(surroundings.directory()));
      SigningKey key = found.isPresent() ? found.get() : make(person, principal);
      requireTrust(target, key.key(), principal);
      return new KeySigner(
          principal,
          key,
          new Signers(person, List.of(target.root()), terminal::passphrase).of(key));
    } catch (SigningException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.hint());
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  private SigningKey make(Person person, String principal) throws SigningException {
    terminal.show(
        "There is no SSH key of yours to sign with. guard makes one, "
            + Escaping.escape(person.guardKey().toString())
            + ",\nprotected by a passphrase that no agent should ever see.\n");
    char[] passphrase =
        terminal.newPassphrase("A passphrase for the new key: ", NewKey.SHORTEST_PASSPHRASE);
    try {
      return new NewKey(new SecureRandom()).make(person.guardKey(), passphrase, principal);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private void requireTrust(Target target, SshPublicKey key, String principal) throws IOException {
    SignersFiles files = new SignersFiles(surroundings);
    if (files.trusted(target).include(key, principal, Instant.now())) {
      return;
    }
    terminal.show(
        "Your key "
            + key.fingerprint()
            + "\nis not trusted on this machine yet. From now on, approvals count here only if a"
            + " trusted key signed them.\n");
    if (options.signer().isEmpty()) {
      terminal.show("--signer NAME gives another name than " + Escaping.escape(principal) + ".\n");
    }
    if (!terminal.confirm("Trust this key for " + principal + " on this machine? (yes/no)")) {
      throw new UsageException("nothing was changed");
    }
    files.user().add(List.of(line(key, principal)), new SecureRandom());
  }

  /** A line of a file of signers that trusts a key for approvals, and for nothing else. */
  static AllowedSigner line(SshPublicKey key, String principal) {
    return new AllowedSigner(
        0,
        principal,
        false,
        Optional.of(TrustedSigners.NAMESPACE),
        Optional.empty(),
        Optional.empty(),
        key,
        "");
  }
}
