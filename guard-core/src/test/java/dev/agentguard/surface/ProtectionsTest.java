package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtectionsTest {

  @Test
  void aSurfaceOfBytesTakesOverTheFormatOfAnother() {
    Catalogue catalogue = Catalogue.load();
    PathMatcher matcher = catalogue.matcher();
    PathMatcher.State directory = matcher.next(matcher.root(Scope.WORKSPACE), ".ruler");

    Surface servers =
        new Protections(catalogue).of(matcher.surfaces(directory, Folding.fold("mcp.json")));
    Surface rules =
        new Protections(catalogue).of(matcher.surfaces(directory, Folding.fold("AGENTS.md")));

    assertThat(servers.id().toString()).isEqualTo("config-generators/ruler");
    assertThat(servers.format()).isEqualTo(Format.JSONC);
    assertThat(servers.commands()).isNotEmpty();
    assertThat(rules.format()).isEqualTo(Format.MARKDOWN);
    assertThat(rules.stance()).isEqualTo(Stance.DENY);
  }
}
