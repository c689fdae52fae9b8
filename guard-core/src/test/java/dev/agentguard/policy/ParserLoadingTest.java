package dev.agentguard.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no policy file exists, the TOML parser need not even be installed. */
class ParserLoadingTest {

  @Test
  void loadsNoParserWithoutAFile(@TempDir Path empty) throws Exception {
    assertThat(loadWithoutParser(empty).getClass().getSimpleName()).isEqualTo("Loaded");
  }

  @Test
  void needsTheParserForAFile(@TempDir Path empty) throws Exception {
    Files.writeString(empty.resolve("policy.toml"), "version = 1");

    assertThat(loadWithoutParser(empty)).isInstanceOf(NoClassDefFoundError.class);
  }

  /** What loading answers or throws in a program whose class path has no TOML parser. */
  private static Object loadWithoutParser(Path user) throws Exception {
    try (URLClassLoader program =
        new URLClassLoader(withoutParser(), ClassLoader.getPlatformClassLoader())) {
      Class<?> places = program.loadClass(PolicyLocations.class.getName());
      Class<?> catalogue = program.loadClass("dev.agentguard.surface.Catalogue");
      Class<?> policies = program.loadClass(Policies.class.getName());
      Class<?> samples = program.loadClass(Samples.class.getName());
      var catalogues = samples.getDeclaredField("CATALOGUE");
      catalogues.setAccessible(true);
      Object locations =
          places
              .getConstructor(Path.class, int.class, Path.class, Path.class)
              .newInstance(user.resolve("none"), 0, user, user.resolve("none"));
      try {
        return requireNonNull(
            policies
                .getMethod("load", places, catalogue)
                .invoke(null, locations, catalogues.get(null)));
      } catch (InvocationTargetException e) {
        return e.getTargetException();
      }
    }
  }

  private static URL[] withoutParser() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("tomlj")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
