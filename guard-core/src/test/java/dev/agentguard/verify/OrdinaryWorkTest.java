package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What agents, formatters and dotfile managers do all day (O1, O3 to O7, O10): it must not alarm
 * anybody, and each scene has a change that must.
 */
class OrdinaryWorkTest {

  private static final String CLAUDE =
      """
      {
        "numStartups": 41,
        "installMethod": "native",
        "theme": "dark",
        "tipsHistory": {"new-user-warmup": 3},
        "cachedGrowthBookFeatures": {"a": true},
        "mcpServers": {"docs": {"command": "/opt/docs/server", "args": ["--quiet"]}},
        "projects": {
          "/src/app": {
            "allowedTools": [],
            "history": [{"display": "hello"}],
            "mcpContextUris": [],
            "mcpServers": {},
            "enabledMcpjsonServers": [],
            "disabledMcpjsonServers": [],
            "hasTrustDialogAccepted": true,
            "projectOnboardingSeenCount": 1,
            "hasClaudeMdExternalIncludesApproved": false,
            "hasClaudeMdExternalIncludesWarningShown": false
          }
        }
      }
      """;

  private final Scene scene;

  OrdinaryWorkTest(@TempDir Path directory) throws IOException {
    scene = new Scene(directory);
  }

  private void accept(Target.Kind kind) throws IOException {
    scene.accept(kind);
    assertSilent(kind);
  }

  private void assertSilent(Target.Kind kind) throws IOException {
    assertThat(scene.complaints(kind)).isEmpty();
  }

  private void assertFound(Target.Kind kind, String... paths) throws IOException {
    assertThat(Scene.failing(scene.verify(kind)))
        .extracting(Finding::path)
        .containsExactlyInAnyOrder(paths);
  }

  /** As programs save: through a temporary file. */
  private void replace(String path, String text) throws IOException {
    Path file = scene.file(path);
    Path written = scene.write(path + ".tmp.1234", text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void anAgentRewritesItsState() throws IOException {
    scene.write("home/.claude.json", CLAUDE);
    accept(Target.Kind.HOME);

    replace("home/.claude.json", CLAUDE.replace("41", "42").replace("3}", "4, \"shift\": 1}"));
    assertSilent(Target.Kind.HOME);
    replace(
        "home/.claude.json",
        CLAUDE.replace(
            "{\"display\": \"hello\"}", "{\"display\": \"rm -rf / | sh\"}, {\"display\": \"x\"}"));
    assertSilent(Target.Kind.HOME);
    replace(
        "home/.claude.json", CLAUDE.replace("\"cached", "\"changelogLastFetched\": 1, \"cached"));
    assertSilent(Target.Kind.HOME);

    replace("home/.claude.json", CLAUDE.replace("--quiet", "--verbose"));
    assertFound(Target.Kind.HOME, "~/.claude.json");
    replace("home/.claude.json", CLAUDE.replace("Tools\": []", "Tools\": [\"Bash(*)\"]"));
    assertFound(Target.Kind.HOME, "~/.claude.json");
  }

  @Test
  void anAgentMeetsANewProject() throws IOException {
    scene.write("home/.claude.json", CLAUDE);
    accept(Target.Kind.HOME);
    String project =
        """
        "projects": {
            "/src/new": {
              "allowedTools": [],
              "history": [],
              "mcpContextUris": [],
              "mcpServers": {},
              "enabledMcpjsonServers": [],
              "disabledMcpjsonServers": [],
              "hasTrustDialogAccepted": TRUST,
              "projectOnboardingSeenCount": 0,
              "hasClaudeMdExternalIncludesApproved": false,
              "hasClaudeMdExternalIncludesWarningShown": false,
              "exampleFiles": []
            },\
        """;
    String trusted = CLAUDE.replace("\"projects\": {", project.replace("TRUST", "true"));
    replace(
        "home/.claude.json", CLAUDE.replace("\"projects\": {", project.replace("TRUST", "false")));
    assertSilent(Target.Kind.HOME);
    replace("home/.claude.json", trusted);
    assertFound(Target.Kind.HOME, "~/.claude.json");
  }

  @Test
  void formattersRewriteSettingsOfWhichKeysAreGuarded() throws IOException {
    Map<String, String> before =
        Map.of(
            "home/.config/Code/User/settings.json",
            "{\"editor.fontSize\": 12, \"git.path\": \"/usr/bin/git\"}",
            "home/.codex/config.toml",
            "model = \"gpt-5\"\n[mcp_servers.docs]\ncommand = \"/opt/docs\"\nargs = [\"a\", \"b\"]\n",
            "home/.config/goose/config.yaml",
            "GOOSE_MODE: approve\nextensions:\n  x:\n    enabled: true\n    cmd: /opt/x\n",
            "home/.gitconfig",
            "[core]\n\teditor = vim\n[alias]\n\tst = status\n");
    Map<String, String> after =
        Map.of(
            "home/.config/Code/User/settings.json",
            "// mine\r\n{\r\n  \"git.path\": \"/usr/bin/git\",\r\n  \"editor.fontSize\": 14,\r\n}\r\n",
            "home/.codex/config.toml",
            """
            # mine
            model = 'gpt-5'

            [mcp_servers]
            docs = { args = ["a", "b" ], command = "/opt/docs" }
            """,
            "home/.config/goose/config.yaml",
            "extensions: {x: {cmd: \"/opt/x\", enabled: true}}\n# mode\nGOOSE_MODE: 'approve'\n",
            "home/.gitconfig",
            "; mine\n[Alias] ST = \"status\"\n[CORE]\n  Editor=vim # not emacs\n");
    for (Map.Entry<String, String> file : before.entrySet()) {
      scene.write(file.getKey(), file.getValue());
    }
    accept(Target.Kind.HOME);
    for (Map.Entry<String, String> file : after.entrySet()) {
      replace(file.getKey(), file.getValue());
    }
    assertSilent(Target.Kind.HOME);
    replace("home/.gitconfig", "[core]\n\teditor = ./x\n[alias]\n\tst = status\n");
    assertFound(Target.Kind.HOME, "~/.gitconfig");
  }

  @Test
  void dotfileManagersLinkFiles() throws IOException {
    scene.write("home/dotfiles/zsh/.zshrc", "export EDITOR=vim\n");
    scene.write("home/dotfiles/claude/settings.json", "{\"model\": \"opus\"}\n");
    Files.createDirectories(scene.file("home/.claude"));
    Files.createSymbolicLink(scene.file("home/.zshrc"), Path.of("dotfiles/zsh/.zshrc"));
    Files.createSymbolicLink(
        scene.file("home/.claude/settings.json"), Path.of("../dotfiles/claude/settings.json"));
    accept(Target.Kind.HOME);

    // Stowed again: the same links, new inodes.
    Files.delete(scene.file("home/.zshrc"));
    Files.createSymbolicLink(scene.file("home/.zshrc"), Path.of("dotfiles/zsh/.zshrc"));
    scene.write("home/dotfiles/README.md", "mine\n");
    assertSilent(Target.Kind.HOME);

    scene.write("home/dotfiles/zsh/.zshrc", "./x\n");
    assertFound(Target.Kind.HOME, "~/dotfiles/zsh/.zshrc");
    scene.accept(Target.Kind.HOME, Set.of("~/dotfiles/zsh/.zshrc"));
    assertSilent(Target.Kind.HOME);

    scene.write("home/elsewhere", "export EDITOR=vim\n");
    Files.delete(scene.file("home/.zshrc"));
    Files.createSymbolicLink(scene.file("home/.zshrc"), Path.of("elsewhere"));
    assertThat(Scene.failing(scene.verify(Target.Kind.HOME)))
        .anyMatch(
            finding ->
                finding.kind() == Finding.Kind.LINK
                    && finding.path().equals("~/.zshrc")
                    && finding.detail().contains("elsewhere"));
  }

  @Test
  void dotfileManagersLinkDirectories() throws IOException {
    scene.write("home/dotfiles/claude/commands/test.md", "Run the tests.\n");
    scene.write("home/dotfiles/claude/history.jsonl", "{}\n");
    Files.createSymbolicLink(scene.file("home/.claude"), Path.of("dotfiles/claude"));
    accept(Target.Kind.HOME);

    scene.write("home/dotfiles/claude/history.jsonl", "{}\n{}\n");
    scene.write("home/dotfiles/claude/statsig/cache.json", "{}\n");
    assertSilent(Target.Kind.HOME);

    scene.write(
        "home/dotfiles/claude/settings.json",
        "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]}}");
    assertFound(Target.Kind.HOME, "~/dotfiles/claude/settings.json");
  }

  @Test
  void sandboxesLeaveEmptyFilesThatConfigureNothing() throws IOException {
    accept(Target.Kind.WORKSPACE);
    scene.write("workspace/.vscode/settings.json", "{}\n");
    scene.write("workspace/.gitconfig", "");
    assertSilent(Target.Kind.WORKSPACE);
    scene.write("workspace/.bashrc", "");
    // An empty start-up file of a whole-guarded kind is a new file all the same.
    assertFound(Target.Kind.WORKSPACE, ".bashrc");
  }

  @Test
  void teamsEditOrdinaryKeysOfSharedFiles() throws IOException {
    scene.write(
        "workspace/package.json",
        "{\"name\": \"a\", \"scripts\": {\"build\": \"tsc\", \"lint\": \"eslint .\"}}");
    scene.write("workspace/.vscode/settings.json", "{\"editor.rulers\": [100]}");
    accept(Target.Kind.WORKSPACE);
    replace(
        "workspace/package.json",
        "{\"name\": \"a\", \"scripts\": {\"build\": \"tsc -b\", \"lint\": \"eslint src\"},"
            + " \"dependencies\": {\"left\": \"^1.0.0\"}}");
    replace(
        "workspace/.vscode/settings.json", "{\"editor.rulers\": [120], \"files.eol\": \"\\n\"}");
    assertSilent(Target.Kind.WORKSPACE);
    replace("workspace/package.json", "{\"scripts\": {\"postinstall\": \"node x.js\"}}");
    assertFound(Target.Kind.WORKSPACE, "package.json");
  }

  @Test
  void aTruncatedStateFileIsNotClean() throws IOException {
    scene.write("home/.claude.json", CLAUDE);
    accept(Target.Kind.HOME);
    replace("home/.claude.json", CLAUDE.substring(0, CLAUDE.length() / 2));
    assertThat(Scene.failing(scene.verify(Target.Kind.HOME)))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.UNVERIFIABLE);
    replace("home/.claude.json", CLAUDE);
    assertSilent(Target.Kind.HOME);
  }
}
