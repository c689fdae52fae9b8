package dev.agentguard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the demo's workspace and home, as several agents and tools write them. */
final class DemoFiles {

  static final String CLAUDE_SETTINGS =
      """
      {
        "hooks": {
          "PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "sh tools/format.sh"}]}]
        },
        "permissions": {"deny": ["Read(./.env)"]}
      }
      """;

  static final String CLAUDE_STATE =
      """
      {"numStartups": 41, "mcpServers": {"docs": {"command": "/opt/docs/server", "args": []}}}
      """;

  private DemoFiles() {}

  /** Writes them. */
  static void write(Path workspace, Path home) throws IOException {
    for (Map.Entry<String, String> file : workspaceFiles().entrySet()) {
      DemoAttack.write(workspace.resolve(file.getKey()), file.getValue());
    }
    for (Map.Entry<String, String> file : homeFiles().entrySet()) {
      DemoAttack.write(home.resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> workspaceFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(".claude/settings.json", CLAUDE_SETTINGS);
    files.put("tools/format.sh", "#!/bin/sh\nexec prettier --write .\n");
    files.put("CLAUDE.md", "# Project rules\n\n- Run the tests before you commit.\n");
    files.put("AGENTS.md", "# Project rules\n\nSee CLAUDE.md.\n");
    files.put(
        ".mcp.json",
        """
        {"mcpServers": {"issues": {"type": "http", "url": "https://issues.example/mcp"}}}
        """);
    files.put(".vscode/settings.json", "{\"editor.fontSize\": 13}\n");
    files.put(
        ".codex/config.toml",
        """
        model = "gpt-5"
        sandbox_mode = "workspace-write"
        """);
    files.put(".gemini/settings.json", "{\"ui\": {\"theme\": \"dark\"}}\n");
    files.put(
        "package.json",
        """
        {"name": "demo", "version": "1.0.0", "scripts": {"test": "node --test"}}
        """);
    files.put(".git/HEAD", "ref: refs/heads/main\n");
    files.put(".git/objects/info/packs", "");
    files.put(".git/refs/heads/main", "0123456789012345678901234567890123456789\n");
    files.put(
        ".git/config",
        """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        [remote "origin"]
        \turl = https://git.example/team/demo.git
        \tfetch = +refs/heads/*:refs/remotes/origin/*
        """);
    files.put("src/main.js", "console.log('hello');\n");
    return files;
  }

  private static Map<String, String> homeFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(".claude.json", CLAUDE_STATE);
    files.put(".claude/settings.json", "{\"model\": \"opus\"}\n");
    files.put(".zshrc", "export EDITOR=vim\n");
    files.put(".bashrc", "alias ll='ls -l'\n");
    files.put(".gitconfig", "[user]\n\tname = Demo\n\temail = demo@example.com\n");
    files.put(".codex/config.toml", "model = \"gpt-5\"\n");
    files.put(".cursor/mcp.json", "{\"mcpServers\": {}}\n");
    return files;
  }
}
