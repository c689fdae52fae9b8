package dev.agentguard.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading {@code /proc}, from files that a test writes. */
class ProcTableTest {

  private static final String REST = " S 7 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 555 0 0\n";

  @TempDir private Path proc = Path.of("unset");

  @ParameterizedTest
  @ValueSource(strings = {"bash", "a b", "x) S 1 (y", "tab\t\nline", "", "("})
  void namesMayHoldAnything(String name) throws Exception {
    process("9 (" + name + ")" + REST);
    RunningProcess found = find();
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.parent()).isEqualTo(7);
    assertThat(found.started()).isEqualTo(555);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9", "9 (x", "9 (x)", "9 (x) S", "9 (x) S 1 2", "9 (x) S y"})
  void whatIsNoProcessIsNotThere(String stat) throws Exception {
    process(stat);
    assertThat(new ProcTable(proc).find(9)).isEmpty();
  }

  @Test
  void anEndedProcessIsNotThere() {
    assertThat(new ProcTable(proc).find(9)).isEmpty();
  }

  @Test
  void whatMayNotBeReadIsEmpty() throws Exception {
    process("9 (x)" + REST);
    RunningProcess found = find();
    assertThat(found.program()).isEmpty();
    assertThat(found.arguments()).isEmpty();
    assertThat(found.environment()).isEmpty();
  }

  @Test
  void argumentsAndVariablesAreSplitAtNul() throws Exception {
    Path directory = process("9 (x)" + REST);
    Files.writeString(directory.resolve("cmdline"), "node\0a b\0\0last\0");
    Files.writeString(directory.resolve("environ"), "A=1\0B=x=y\0broken\0=z\0A=2\0");
    assertThat(find().arguments()).containsExactly("node", "a b", "", "last");
    assertThat(find().environment()).containsOnlyKeys("A", "B").containsEntry("A", "1");
    assertThat(find().environment()).containsEntry("B", "x=y");
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() throws Exception {
    Path directory = process("9 (x)" + REST);
    Files.write(directory.resolve("cmdline"), "\u00e9\0".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(find().arguments()).hasSize(1);
  }

  @Test
  void aTitleIsOneArgument() throws Exception {
    Path directory = process("9 (claude)" + REST);
    Files.writeString(directory.resolve("cmdline"), "claude\0\0\0\0\0");
    assertThat(find().arguments()).isEqualTo(List.of("claude"));
  }

  @Test
  void argumentsAreFollowedToTheirFiles() throws Exception {
    Path directory = process("9 (x)" + REST);
    Path work = Files.createDirectory(proc.resolve("work"));
    Path script = Files.writeString(work.resolve("cli.js"), "");
    Files.createSymbolicLink(work.resolve("claude"), script);
    Files.createSymbolicLink(directory.resolve("cwd"), work);
    Files.writeString(
        directory.resolve("cmdline"), "node\0claude\0cli.js\0-e\0none\0" + script + "\0");
    String real = script.toRealPath().toString();
    assertThat(find().files()).containsExactly(real, real, real);
  }

  @Test
  void thisProcessIsThere() {
    ProcessTable table = ProcessTable.ofSystem(Path.of("/proc"));
    RunningProcess self = table.find(ProcessHandle.current().pid()).orElseThrow();
    assertThat(self.parent())
        .isEqualTo(ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L));
    assertThat(self.program()).endsWith("java");
    assertThat(self.arguments()).isNotEmpty();
  }

  @Test
  void withoutProcJavaTellsTheSame() {
    long pid = ProcessHandle.current().pid();
    ProcessTable table = ProcessTable.ofSystem(proc);
    RunningProcess self = table.find(pid).orElseThrow();
    assertThat(table).isInstanceOf(HandleTable.class);
    assertThat(self.program()).endsWith("java");
    assertThat(self.name()).isEqualTo("java");
    assertThat(new ProcessTree(table).ancestors(pid).gap()).isEmpty();
  }

  private Path process(String stat) throws Exception {
    Path directory = Files.createDirectory(proc.resolve("9"));
    Files.writeString(directory.resolve("stat"), stat);
    return directory;
  }

  private RunningProcess find() {
    return new ProcTable(proc).find(9).orElseThrow();
  }
}
