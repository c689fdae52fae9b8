package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SshPublicKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A key that a person has.
 *
 * @param key the public key
 * @param file the private key's file; empty if only ssh-agent can have it
 * @param origin where it was found, in words, not escaped
 */
public record SigningKey(SshPublicKey key, Optional<Path> file, String origin) {}
