package dev.agentguard.bench;

import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Surface;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Asking which surfaces a path belongs to, and loading what answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchingBenchmark {

  @Param({"node_modules/left-pad/lib/index.js", "sub/dir/.claude/settings.json", ".git/config"})
  String path = "";

  private final Catalogue catalogue = Catalogue.load();

  /** One path, from its first segment to its last. */
  @Benchmark
  public List<Surface> match() {
    return catalogue.surfacesOf(path);
  }

  /** The whole catalogue. */
  @Benchmark
  public Catalogue load() {
    return Catalogue.load();
  }
}
