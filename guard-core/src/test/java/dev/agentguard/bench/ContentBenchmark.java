package dev.agentguard.bench;

import dev.agentguard.content.Digest;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.Projection;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a small file, and a state file of an agent down to its guarded keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContentBenchmark {

  private static final int PROJECTS = 50;

  private final SnapshotReader reader = new SnapshotReader();
  private final Surface surface = Catalogue.load().surfacesOf("~/.claude.json").get(0);
  private final byte[] state = state();
  private Path file = Path.of("");

  @Setup
  public void write() throws IOException {
    file = Files.createTempFile("guard-bench-", ".txt");
    Files.write(file, new byte[2048]);
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  private static byte[] state() {
    StringBuilder text = new StringBuilder("{\"numStartups\": 41, \"projects\": {");
    for (int i = 0; i < PROJECTS; i++) {
      text.append(i == 0 ? "" : ", ")
          .append("\"/home/dev/project")
          .append(i)
          .append("\": {\"allowedTools\": [\"Bash(ls)\"], \"history\": [\"one\", \"two\"],")
          .append(" \"mcpServers\": {\"a\": {\"command\": \"node\", \"args\": [\"a.js\"]}}}");
    }
    return text.append("}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A file of 2 KiB: looked at, opened, digested, looked at again. */
  @Benchmark
  public Snapshot digestSmallFile() {
    return reader.digest(file);
  }

  /** The bytes of the state file, without reading it. */
  @Benchmark
  public Digest digestBytes() {
    return Digest.of(state);
  }

  /** Parsing alone. */
  @Benchmark
  public Node parse() throws UnparsableException {
    return Documents.parse(surface.format(), state);
  }

  /** Parsing, keeping the guarded keys, and their digest. */
  @Benchmark
  public Digest project() throws UnparsableException {
    Node document = Documents.parse(surface.format(), state);
    return Projection.of(surface.format(), surface.guard(), surface.keys(), document).digest();
  }
}
