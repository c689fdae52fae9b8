/**
 * A person's signing keys, and how they sign.
 *
 * <p>{@link dev.agentguard.signing.SigningKeys} finds the key, {@link
 * dev.agentguard.signing.Signers} whoever can sign with it: ssh-agent, guard itself with the key's
 * file, or {@code ssh-keygen}. {@link dev.agentguard.signing.NewKey} makes a key for somebody who
 * has none. What comes out is a {@link dev.agentguard.baseline.signature.SshSignature} that was
 * checked before it was handed on.
 *
 * <p>Nothing here is configured by the judged repository: not its git configuration, and no program
 * inside it. Passphrases and private keys are overwritten after use as far as Java lets one.
 */
@NullMarked
package dev.agentguard.signing;

import org.jspecify.annotations.NullMarked;
