package dev.agentguard.verify;

import dev.agentguard.content.Digest;
import java.util.Optional;

/**
 * Where the accepted contents are that this machine has seen, for showing what a change replaced.
 */
@FunctionalInterface
public interface AcceptedContents {

  /** Knows no content. */
  AcceptedContents NONE = digest -> Optional.empty();

  /** The bytes with a digest, if they were kept. */
  Optional<byte[]> find(Digest digest);
}
