package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the reader of JSON. */
class JsonFuzzTest {

  @FuzzTest
  void json(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.JSON, bytes);
  }

  @FuzzTest
  void jsonc(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.JSONC, bytes);
  }
}
