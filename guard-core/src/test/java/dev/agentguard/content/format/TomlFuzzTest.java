package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the reader of TOML. */
class TomlFuzzTest {

  @FuzzTest
  void toml(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.TOML, bytes);
  }
}
