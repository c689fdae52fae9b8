package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentguard.content.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the format's page and the vectors beside it say is what the code does. */
class ApprovalVectorsTest {

  private static final Path PAGE = Path.of("../docs/approvals.md");

  @Test
  void theExampleOfThePageIsAnApproval() throws Exception {
    byte[] text = block("guard-approval").getBytes(StandardCharsets.UTF_8);

    UnverifiedApproval approval = UnverifiedApproval.parse("7-example", text);

    Statement alleged = approval.alleged();
    assertThat(approval.file()).isEqualTo("7-example");
    assertThat(approval.allegedRepository()).isEqualTo(Approvals.REPOSITORY);
    assertThat(approval.allegedRevision()).isEqualTo(7);
    assertThat(approval.allegedSigner()).isEqualTo("alice@example.com");
    assertThat(alleged.time()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(alleged.reason()).isEqualTo("add the context7 MCP server");
    assertThat(alleged.entries())
        .extracting(Entry::keyword)
        .containsExactly("link", "absent", "keys", "file", "file", "closure");
    assertThat(alleged.entries())
        .extracting(Entry::path)
        .containsExactly(
            ".claude/skills/review",
            ".cursorrules",
            ".git/config",
            ".mcp.json",
            "docs/\u202esdm.md",
            "tools/hook.sh");
    assertThat(alleged.entries().get(3))
        .isEqualTo(
            new FileEntry(
                ".mcp.json",
                Mode.FILE,
                Digest.parse(
                    "sha256:baa5a0964d3320fbc0c6a922140453c8513ea24ab8fd0577034804a967248096")));
    assertThat(alleged.print()).isEqualTo(text);
  }

  @Test
  void theRepositoryFileOfThePageIsOne() throws Exception {
    assertThat(block("guard-repository"))
        .isEqualTo("guard-repository v1\n" + Approvals.REPOSITORY + "\n");
  }

  @Test
  void everyKindOfEntryIsReadBack() throws Exception {
    Digest digest = Digest.of(new byte[0]);
    Statement statement =
        Approvals.statement(
            1,
            new MetadataEntry("~/.ssh", Mode.directory(0700)),
            new FileEntry("~/.bashrc", Mode.file(0600), digest),
            new KeysEntry("~/.claude.json", Mode.file(0600), digest),
            new ClosureEntry("~/bin/hook", Mode.file(04755), digest),
            new LinkEntry("~/.zshrc", Mode.LINK, digest),
            new MetadataEntry("~/.netrc", Mode.file(0600)),
            new AbsentEntry("~/.profile"));

    UnverifiedApproval read = UnverifiedApproval.parse("x", statement.print());

    assertThat(read.alleged()).isEqualTo(statement);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "vectors/paths.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void pathsAreWrittenSo(String hex, String written) throws Exception {
    String path = PathBytes.decode(HexFormat.of().parseHex(hex));

    byte[] text = Approvals.statement(1, new AbsentEntry(path)).print();

    assertThat(new String(text, StandardCharsets.UTF_8)).endsWith("\nabsent " + written + "\n");
    assertThat(UnverifiedApproval.parse("x", text).alleged().entries().get(0).path())
        .isEqualTo(path);
    assertThat(PathBytes.encode(path)).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @Test
  void anApprovalForAnotherRepositoryIsRefused() throws Exception {
    byte[] text = Approvals.statement(1, new AbsentEntry("a")).print();
    RepositoryId other = RepositoryId.parse("11111111-2b6d-4f80-9a1b-7c3d5e9f1a2b");

    UnverifiedApproval approval = UnverifiedApproval.parse("000001-aaaaaaaa.approval", text);

    assertThat(approval.acceptUnsigned(Approvals.REPOSITORY).trust()).isEqualTo(Trust.UNSIGNED);
    assertThatExceptionOfType(WrongRepositoryException.class)
        .isThrownBy(() -> approval.acceptUnsigned(other))
        .withMessage(
            "000001-aaaaaaaa.approval: expected an approval for repository"
                + " 11111111-2b6d-4f80-9a1b-7c3d5e9f1a2b, found one for"
                + " 0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b");
  }

  @Test
  void theLongestPathFitsIntoALineHoweverItIsEscaped() throws Exception {
    String path = "\u007f".repeat(EntryPath.MAX_BYTES);

    byte[] text = Approvals.statement(1, Approvals.file(path, "")).print();

    assertThat(UnverifiedApproval.parse("x", text).alleged().entries().get(0).path())
        .isEqualTo(path);
  }

  @Test
  void aDirectoryCalledTildeIsNotTheHome() {
    assertThat(EntryPath.inRepository("~/.mcp.json")).isEqualTo("./~/.mcp.json");
    assertThat(EntryPath.inRepository("~x/.mcp.json")).isEqualTo("~x/.mcp.json");
    assertThat(EntryPath.isValid("./~/.mcp.json")).isTrue();
    assertThat(EntryPath.isValid("./.mcp.json")).isFalse();
    assertThat(EntryPath.isValid("~")).isFalse();
  }

  @Test
  void aStatementThatCouldNotBeReadCannotBeMade() {
    Entry entry = new AbsentEntry("a");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Approvals.statement(0, entry));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Approvals.statement(1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Approvals.statement(1, entry, entry));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Approvals.statement(1, entry, new AbsentEntry("~/a")));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new AbsentEntry("\ud800"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new LinkEntry("a", Mode.FILE, Digest.of(new byte[0])));
  }

  /** The text of the page's first code block with this language. */
  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    String fence = "```" + language + "\n";
    int start = page.indexOf(fence) + fence.length();
    return page.substring(start, page.indexOf("```", start));
  }
}
