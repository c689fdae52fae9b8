package dev.agentguard.surface;

/** What of the content of a file is protected. */
public enum Guard {
  /** All bytes. */
  WHOLE,
  /** Only the keys that the pack lists. */
  KEYS,
  /** All keys but those that the pack lists as churn. */
  EXCEPT,
  /** Kind, mode and owner, but not the content. */
  METADATA
}
