/**
 * Who signed an approval, and whether that person is trusted: SSH signatures (SSHSIG) and OpenSSH's
 * files of allowed signers.
 *
 * <p>Bytes become an {@link dev.agentguard.baseline.signature.SshSignature}, which only alleges a
 * key. {@link dev.agentguard.baseline.signature.AllowedSigners#judge} checks it and gives a {@link
 * dev.agentguard.baseline.signature.Verdict}. No program is started and no file is read here. The
 * formats, and what is refused, are described in {@code docs/signatures.md}.
 *
 * <p>The arithmetic is BouncyCastle's, through its lightweight classes; no security provider is
 * registered or asked for anything but digests. This runs at every {@code guard verify}, so it
 * loads as little as it can.
 *
 * <p>All values are immutable and may be shared between threads.
 */
package dev.agentguard.baseline.signature;
