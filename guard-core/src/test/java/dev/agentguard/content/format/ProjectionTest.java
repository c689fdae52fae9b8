package dev.agentguard.content.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.content.Digest;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.KeyRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {

  private static final KeyRules CLAUDE =
      new KeyRules(
          List.of("/mcpServers", "/projects/*/mcpServers"),
          List.of("/projects/*/{hasTrustDialogAccepted,allowedTools}", "/env"),
          List.of(),
          List.of("/primaryApiKey"),
          List.of());

  private static final KeyRules GIT =
      new KeyRules(
          List.of(
              "core.{fsmonitor,hooksPath,sshCommand}", "filter.*", "alias", "remote.*.uploadpack"),
          List.of("safe.*"),
          List.of(),
          List.of(),
          List.of(
              "branch.*.{remote,merge}", "remote.*.{url,fetch}", "core.*", "user.{name,email}"));

  private static final String REPOSITORY =
      """
      [core]
      \trepositoryformatversion = 0
      [remote "origin"]
      \turl = git@example.org:a/b.git
      \tfetch = +refs/heads/*:refs/remotes/origin/*
      [user]
      \tname = A. Person
      [sendemail]
      \tsmtpServer = mail.example.org
      """;

  @Test
  void ignoresWhatClaudeCodeRewritesAllTheTime() throws Exception {
    String before =
        """
        {"numStartups": 7, "mcpServers": {"x": {"command": "npx", "args": ["-y", "x@1"]}},
         "projects": {"/home/a": {"history": [1], "hasTrustDialogAccepted": true}}}
        """;
    String after =
        """
        {
          "projects": {"/home/a": {"hasTrustDialogAccepted": true, "history": [2, 1], "lastCost": 0.5}},
          "tipsHistory": {"a": 3},
          "mcpServers": {"x": {"args": ["-y", "x@1"], "command": "npx"}},
          "numStartups": 8
        }
        """;
    assertThat(claude(after)).isEqualTo(claude(before));
    assertThat(claude(after).digest()).isEqualTo(claude(before).digest());
    assertThat(new String(claude(before).canonical(), StandardCharsets.US_ASCII))
        .isEqualTo(
            """
            "/mcpServers/x/args/0": "-y"
            "/mcpServers/x/args/1": "x@1"
            "/mcpServers/x/command": "npx"
            "/projects/~1home~1a/hasTrustDialogAccepted": true
            """);
  }

  @Test
  void reportsWhatChangedWithItsEffect() throws Exception {
    Projection before =
        claude("{\"mcpServers\":{\"x\":{\"command\":\"a\"}},\"primaryApiKey\":\"k1\"}");
    Projection after = claude("{\"mcpServers\":{\"x\":{\"command\":\"b\"}},\"env\":{\"A\":\"1\"}}");
    assertThat(before.changes(after))
        .containsExactly(
            new KeyChange("/env/A", Optional.empty(), Optional.of("\"1\"")),
            new KeyChange("/mcpServers/x/command", Optional.of("\"a\""), Optional.of("\"b\"")),
            new KeyChange("/primaryApiKey", Optional.of("\"k1\""), Optional.empty()));
    assertThat(before.changes(before)).isEmpty();
    assertThat(before.changes(after).get(2).masked().toString()).doesNotContain("k1");

    KeyMeaning meaning = KeyMeaning.of(Format.JSON, CLAUDE);
    assertThat(meaning.effectOf("/mcpServers/x/command", Effect.STEERS)).isEqualTo(Effect.EXECUTES);
    assertThat(meaning.effectOf("/env/A", Effect.STEERS)).isEqualTo(Effect.LOOSENS);
    assertThat(meaning.effectOf("/primaryApiKey", Effect.STEERS)).isEqualTo(Effect.SECRET);
    assertThat(meaning.effectOf("/other", Effect.STEERS)).isEqualTo(Effect.STEERS);
  }

  @Test
  void ignoresCommentsAndFormattingOfJsonc() throws Exception {
    String before = "{\n  // why\n  \"a\": 1, \"b\": [1, 2],\n}";
    String after = "{\"b\":[1,/* moved */2],\r\n\"a\":1}// why";
    assertThat(of(Format.JSONC, Guard.WHOLE, KeyRules.NONE, after))
        .isEqualTo(of(Format.JSONC, Guard.WHOLE, KeyRules.NONE, before));
  }

  @Test
  void seesTheOrderOfArraysAndTheTypesOfScalars() throws Exception {
    Projection original = whole("{\"a\":[1,2]}");
    for (String other :
        List.of("{\"a\":[2,1]}", "{\"a\":[1,\"2\"]}", "{\"a\":[1]}", "{\"a\":[1,[2]]}")) {
      assertThat(whole(other)).as(other).isNotEqualTo(original);
    }
    assertThat(whole("{\"a\":{}}")).isNotEqualTo(whole("{\"a\":[]}")).isNotEqualTo(whole("{}"));
    assertThat(whole("{\"a\":null}")).isNotEqualTo(whole("{\"a\":\"null\"}"));
  }

  @Test
  void takesADocumentWithoutGuardedKeysForAnAbsentFile() throws Exception {
    assertThat(whole("{}")).isEqualTo(Projection.EMPTY);
    assertThat(claude("{\"numStartups\":1}")).isEqualTo(Projection.EMPTY);
    assertThat(Projection.EMPTY.isEmpty()).isTrue();
    assertThat(Projection.EMPTY.digest()).isEqualTo(Digest.of(new byte[0]));
  }

  @Test
  void guardsAllButChurnUnderExcept() throws Exception {
    KeyRules rules =
        new KeyRules(
            List.of("/ui/hook"), List.of(), List.of(), List.of(), List.of("/ui", "/model"));
    Projection projection =
        of(
            Format.JSON,
            Guard.EXCEPT,
            rules,
            "{\"ui\":{\"theme\":1,\"hook\":\"x\"},\"model\":\"m\",\"Model\":\"n\",\"unknown\":[]}");
    assertThat(projection.values()).containsOnlyKeys("/Model", "/ui/hook", "/unknown");
  }

  @Test
  void letsPushWithUpstreamPass() throws Exception {
    String pushed =
        REPOSITORY + "[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n";
    assertThat(git(pushed)).isEqualTo(git(REPOSITORY));
    assertThat(git(REPOSITORY).values()).containsOnlyKeys("sendemail.smtpserver");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]hooksPath=/tmp/x",
        "[Core]\nFSMonitor = x",
        "[remote \"origin\"]\nurl = ext::sh -c id",
        "[remote \"origin\"]\nurl = helper::x",
        "[remote \"origin\"]\nurl = -oProxyCommand=x",
        "[remote \"origin\"]\nurl = ssh://-oProxyCommand=x/y",
        "[remote \"origin\"]\nurl = https://user:token@example.org/x",
        "[remote \"origin\"]\nurl = https://token@example.org/x",
        "[remote \"origin\"]\nurl = ssh://git:secret@example.org/x",
        "[remote \"origin\"]\nurl = x --upload-pack=y",
        "[remote \"x.url.y\"]\nuploadpack = id",
        "[branch \"main\"]\nremote = !id",
        "[branch \"main\"]\nremote = \" !id\"",
        "[user]\nname = `id`",
        "[user]\nname = $(id)",
        "[user]\nname = \"a; id\"",
        "[user]\nname = a | id",
        "[user]\nname = \"a\\nb\"",
        "[user]\nname = a\u202eb",
        "[filter \"lfs\"]\nclean = git-lfs clean -- %f && id",
        "[filter \"LFS\"]\nclean = git-lfs clean -- %f",
        "[unknown]\nkey = x",
      })
  void guardsGitVariablesThatAreNotOrdinary(String added) throws Exception {
    assertThat(git(REPOSITORY).changes(git(REPOSITORY + added))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[remote \"b\"]\nurl = https://example.org/a.git",
        "[remote \"b\"]\nurl = ssh://git@example.org/a.git",
        "[remote \"b\"]\nurl = git@example.org:a/b.git",
        "[remote \"b\"]\nurl = ../relative",
        "[core]\nbare = false",
        "[filter \"lfs\"]\nclean = git-lfs clean -- %f\nsmudge = git-lfs smudge -- %f\n"
            + "process = git-lfs filter-process\nrequired = true",
      })
  void letsOrdinaryGitVariablesPass(String added) throws Exception {
    assertThat(git(REPOSITORY + added)).isEqualTo(git(REPOSITORY));
  }

  @Test
  void showsAllValuesOfAGitVariable() throws Exception {
    Projection one = git("[alias]\nx = a");
    Projection two = git("[alias]\nx = a\n[alias]\nx = b");
    assertThat(one.changes(two))
        .containsExactly(
            new KeyChange("alias.x", Optional.of("\"a\""), Optional.of("[\"a\", \"b\"]")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"/a\": 1",
        "\"/a\":1\n",
        "\"/b\": 1\n\"/a\": 1\n",
        "\"/a\": 1\n\"/a\": 1\n",
        "\"/a\": \n",
        "\"/a\": \"x\n",
        "\"/a\": \"\\u0041\"\n",
        "\"/a\": \"\\u00E9\"\n",
        "\"/a\": \u00e9\n",
        "\"/a\": [1]\n",
        "\"/a\": [\"x\",\"y\"]\n",
        "\"/a\": [\"x\", ]\n",
        "\"/a\": {\"b\"}\n",
        "\"/a\": 1\r\n",
        "/a: 1\n",
        "\n",
      })
  void refusesWhatIsNotCanonical(String text) {
    assertThatThrownBy(() -> Projection.parseCanonical(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnparsableException.class);
  }

  private static Projection claude(String text) throws UnparsableException {
    return of(Format.JSON, Guard.KEYS, CLAUDE, text);
  }

  private static Projection git(String text) throws UnparsableException {
    return of(Format.GITCONFIG, Guard.EXCEPT, GIT, text);
  }

  private static Projection whole(String text) throws UnparsableException {
    return of(Format.JSON, Guard.WHOLE, KeyRules.NONE, text);
  }

  private static Projection of(Format format, Guard guard, KeyRules rules, String text)
      throws UnparsableException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Projection.of(format, guard, rules, Documents.parse(format, bytes));
  }
}
