package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the reader of git configurations. */
class GitConfigFuzzTest {

  @FuzzTest
  void gitconfig(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.GITCONFIG, bytes);
  }
}
