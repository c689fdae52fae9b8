package dev.agentguard.verify;

import dev.agentguard.surface.Located;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads many objects, by several threads if they are worth it. */
final class ParallelReading {

  private static final int MANY = 200;
  private static final int BATCH = 32;

  private final Inspector inspector;

  ParallelReading(Inspector inspector) {
    this.inspector = inspector;
  }

  /** The objects, in the order of what was located. */
  Inspected[] inspect(List<Located> located) {
    Inspected[] inspected = new Inspected[located.size()];
    AtomicInteger next = new AtomicInteger();
    int threads =
        located.size() < MANY ? 1 : Math.min(4, Runtime.getRuntime().availableProcessors());
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(() -> work(located, inspected, next), "reading-" + i);
      others[i].setDaemon(true);
      others[i].start();
    }
    work(located, inspected, next);
    for (Thread other : others) {
      join(other);
    }
    return inspected;
  }

  private void work(List<Located> located, Inspected[] inspected, AtomicInteger next) {
    int start = next.getAndAdd(BATCH);
    while (start < inspected.length) {
      int end = Math.min(inspected.length, start + BATCH);
      for (int i = start; i < end; i++) {
        inspected[i] = inspector.inspect(located.get(i));
      }
      start = next.getAndAdd(BATCH);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }
}
