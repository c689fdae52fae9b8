package dev.agentguard.baseline;

/**
 * What is accepted at one path, and by which approval.
 *
 * @param entry the accepted state
 * @param approval the approval that it comes from
 */
public record Accepted(Entry entry, Approval approval) {

  /** The revision at which it was accepted. */
  public int revision() {
    return approval.statement().revision();
  }
}
