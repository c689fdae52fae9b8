package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example in {@code docs/policy.md} is a policy of the layer that its first line names. */
class PolicyPageTest {

  private static final Path PAGE = Path.of("../docs/policy.md");
  private static final Path PACKS = Path.of("../baselines");
  private static final Pattern EXAMPLE =
      Pattern.compile("^```toml\n# (\\w+): (.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("^```toml$", Pattern.MULTILINE);

  @Test
  void everyExampleLoads() throws IOException {
    String page = Files.readString(PAGE);
    List<String> layers = new ArrayList<>();
    Matcher examples = EXAMPLE.matcher(page);
    while (examples.find()) {
      layers.add(examples.group(1));
      Layer layer = Layer.valueOf(examples.group(1).toUpperCase(Locale.ROOT));
      PolicySource source = new PolicySource(layer, layer.name(), "# " + examples.group(2));

      PolicyResult result =
          Policies.combine(List.of(source), List.of(), Samples.catalogue(PACKS).surfaces());

      assertThat(Samples.problems(result)).as(examples.group()).isEmpty();
    }
    assertThat(layers).contains("enterprise", "user", "workspace");
    assertThat(BLOCK.matcher(page).results()).hasSize(layers.size());
  }
}
