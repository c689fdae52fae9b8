package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Approvals for tests. */
final class Approvals {

  /** A signer without a key. */
  static final ApprovalSigner SIGNER = ApprovalSigner.unsigned("alice@example.com");

  static final RepositoryId REPOSITORY = RepositoryId.parse("0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b");

  private Approvals() {}

  static Statement statement(int revision, Entry... entries) {
    return new Statement(
        REPOSITORY,
        revision,
        "alice@example.com",
        Instant.parse("2026-11-23T10:00:00Z"),
        "why",
        List.of(entries));
  }

  static Approval approval(String file, int revision, Entry... entries) {
    return new Approval(file, statement(revision, entries), Trust.UNSIGNED);
  }

  static Entry file(String path, String content) {
    return new FileEntry(path, Mode.FILE, Digest.of(content.getBytes(StandardCharsets.UTF_8)));
  }
}
