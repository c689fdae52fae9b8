package dev.agentguard.content.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines from hooks, servers, tasks and aliases, with what they refer to. */
class CommandsTest {

  private static final String BINARY = "\0ELF";

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void commandRefersTo(String commandLine, String expected) {
    assertThat(written(finder().shell(commandLine))).isEqualTo(expected);
  }

  private static ClosureFinder finder() {
    FakeFiles disk = new FakeFiles();
    for (String name :
        List.of(
            "node npx npm pnpm yarn python3 bash sh env git curl wget docker jq sudo timeout xargs make go java dirname find cat head nohup"
                .split(" "))) {
      disk.file("/usr/bin/" + name, BINARY);
    }
    disk.file("/home/u/.local/bin/uvx", BINARY)
        .file("/home/u/.local/bin/uv", BINARY)
        .file("/home/u/.claude/statusline.sh", "#!/bin/bash\necho hi\n")
        .file("/home/u/hooks/log.py", "import sys\n")
        .file("/w/.claude/hooks/check.sh", "#!/bin/bash\n. \"$(dirname \"$0\")/lib.sh\"\n")
        .file("/w/.claude/hooks/lib.sh", "log() { echo \"$1\"; }\n")
        .file("/w/.claude/hooks/guard.py", "#!/usr/bin/env python3\n")
        .file("/w/.claude/hooks/fmt.ps1", "Write-Host hi\n")
        .file("/w/.husky/_/husky.sh", "#!/usr/bin/env sh\n")
        .file("/w/package.json", "{}")
        .file("/w/dist/server.js", "")
        .file("/w/server/index.ts", "")
        .file("/w/server/package.json", "{}")
        .file("/w/server.py", "")
        .file("/w/tools/mod/__main__.py", "")
        .file("/w/Makefile", "")
        .file("/w/.env", "")
        .file("/w/config.json", "{}")
        .file("/w/lib/app.jar", BINARY)
        .file("/w/node_modules/.bin/eslint", "#!/usr/bin/env node\n")
        .file("/w/node_modules/.bin/lint-staged", "#!/usr/bin/env node\n")
        .file("/w/cmd/tool/main.go", "")
        .file("/w/scripts/run.sh", "#!/bin/sh\n")
        .file("/w/scripts/deploy", "#!/bin/sh\nnode \"$(dirname \"$0\")/../dist/server.js\"\n")
        .file("/w/docker-compose.yml", "");
    List<String> path =
        List.of("/usr/local/bin", "/usr/bin", "/bin", "/home/u/.local/bin", "node_modules/.bin");
    return new ClosureFinder(
        disk, Surroundings.of("/w", "/home/u", path).with("CLAUDE_PLUGIN_ROOT", "/w/plugin"));
  }

  private static String written(Closure closure) {
    List<String> parts = new ArrayList<>();
    for (Member member : closure.members()) {
      parts.add(member.role().name().toLowerCase(Locale.ROOT) + ":" + member.path());
    }
    TreeSet<String> reasons = new TreeSet<>();
    for (Uncoverable gap : closure.uncoverable()) {
      reasons.add(gap.reason().name());
    }
    parts.addAll(reasons);
    return String.join(" ", parts);
  }

  static Stream<Arguments> commands() throws IOException {
    List<Arguments> rows = new ArrayList<>();
    try (InputStream in = CommandsTest.class.getResourceAsStream("commands.txt")) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int arrow = line.lastIndexOf(" =>");
        if (arrow >= 0 && !line.startsWith("##")) {
          String command = line.substring(0, arrow).strip().replace("<LF>", "\n");
          rows.add(Arguments.of(command, line.substring(arrow + 3).strip()));
        }
      }
    }
    return rows.stream();
  }
}
