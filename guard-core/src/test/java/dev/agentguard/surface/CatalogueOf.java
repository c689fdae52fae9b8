package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Catalogues of packs that are not built into the program. */
public final class CatalogueOf {

  private CatalogueOf() {}

  /** The packs of a folder, which must be in order. */
  public static Catalogue folder(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    byte[] index = PackCompiler.compile(folder, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    return Catalogue.read(index);
  }
}
