package dev.agentguard.content.closure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;

class ClosureFuzzTest {

  private static final Surroundings SURROUNDINGS =
      Surroundings.of("/w", "/home/u", List.of("/usr/bin"));

  @FuzzTest
  void commandLine(@NotNull String text) {
    FakeFiles disk = new FakeFiles().file("/w/a", text);
    assertThat(new ClosureFinder(disk, SURROUNDINGS).shell(text)).isNotNull();
  }

  @FuzzTest
  void markdown(@NotNull String text) {
    FakeFiles disk = new FakeFiles().file("/w/a.md", text);
    assertThat(new ClosureFinder(disk, SURROUNDINGS).markdown(text)).isNotNull();
  }
}
