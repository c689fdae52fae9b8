package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the reader of XML. */
class XmlFuzzTest {

  @FuzzTest
  void xml(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.XML, bytes);
  }
}
