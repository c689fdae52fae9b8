package dev.agentguard.content.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.surface.Format;

/** Fuzzes the readers of YAML and front matter. */
class YamlFuzzTest {

  @FuzzTest
  void yaml(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.YAML, bytes);
  }

  @FuzzTest
  void markdown(byte[] bytes) {
    ReaderPropertiesTest.accepts(Format.MARKDOWN, bytes);
  }
}
