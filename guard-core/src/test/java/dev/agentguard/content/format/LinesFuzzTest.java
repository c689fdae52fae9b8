package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the readers of formats with an entry a line. */
class LinesFuzzTest {

  @FuzzTest
  void ini(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.INI, bytes);
  }

  @FuzzTest
  void dotenv(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.DOTENV, bytes);
  }

  @FuzzTest
  void lines(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.LINES, bytes);
  }
}
