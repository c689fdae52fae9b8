package dev.agentguard.surface;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The build step that checks all packs and compiles them into the one index that {@link Catalogue}
 * loads.
 *
 * <p>A pack that breaks a rule of {@code docs/packs.md}, or whose samples do not behave as they
 * say, fails the build.
 */
public final class PackCompiler {

  private final PackReader reader = new PackReader();

  private PackCompiler() {}

  /** Compiles the packs of a folder, the first argument, into a file, the second. */
  public static void main(String[] args) throws IOException {
    PackCompiler compiler = new PackCompiler();
    byte[] index = compiler.compile(Path.of(args[0]));
    List<String> problems = compiler.reader.problems();
    if (!problems.isEmpty()) {
      PrintStream err = System.err;
      problems.forEach(problem -> err.println("baselines/" + problem));
      throw new IllegalStateException(problems.size() + " problems in baselines/");
    }
    Path target = Path.of(args[1]);
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.write(target, index);
  }

  /** Compiles without writing: for tests. */
  static byte[] compile(Path folder, List<String> problems) throws IOException {
    PackCompiler compiler = new PackCompiler();
    byte[] index = compiler.compile(folder);
    problems.addAll(compiler.reader.problems());
    return index;
  }

  private byte[] compile(Path folder) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.toml")) {
      entries.forEach(files::add);
    }
    List<Pack> packs = new ArrayList<>();
    for (Path file : files) {
      packs.add(reader.read(String.valueOf(file.getFileName()), Files.readString(file)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new CatalogueWriter(packs, patterns(packs)).write(out);
    }
    if (reader.problems().isEmpty()) {
      checkSamples(Catalogue.read(bytes.toByteArray()));
    }
    return bytes.toByteArray();
  }

  private PatternTable patterns(List<Pack> packs) {
    PatternTableBuilder builder = new PatternTableBuilder();
    int index = 0;
    for (Pack pack : packs) {
      for (Surface surface : pack.surfaces()) {
        addAll(builder, surface, surface.paths(), index, false);
        addAll(builder, surface, surface.except(), index, true);
        index++;
      }
      for (Pack.Churn churn : pack.churn()) {
        for (String path : churn.paths()) {
          expand(pack.tool() + " churn", path);
        }
      }
    }
    return builder.build();
  }

  private void addAll(
      PatternTableBuilder builder,
      Surface surface,
      List<String> written,
      int index,
      boolean exception) {
    for (String path : written) {
      for (PathPattern pattern : expand(surface.id().toString(), path)) {
        builder.add(pattern, index, exception);
      }
    }
  }

  private List<PathPattern> expand(String where, String path) {
    try {
      return PathPattern.expand(path, reader.places());
    } catch (IllegalArgumentException e) {
      reader.problems().add(where + ": " + e.getMessage());
      return List.of();
    }
  }

  private void checkSamples(Catalogue catalogue) {
    for (PackReader.Sampled sampled : reader.samples()) {
      SurfaceId id = sampled.surface().id();
      for (String path : sampled.match()) {
        if (!names(catalogue, path, id)) {
          reader.problems().add(id + ": sample does not match: " + path);
        }
      }
      for (String path : sampled.nomatch()) {
        if (names(catalogue, path, id)) {
          reader.problems().add(id + ": sample matches but should not: " + path);
        }
      }
    }
  }

  private static boolean names(Catalogue catalogue, String path, SurfaceId id) {
    return catalogue.surfacesOf(path).stream().anyMatch(surface -> surface.id().equals(id));
  }
}
