package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.Digest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Printing and parsing are each other's inverse, for whatever a file can be called. */
class ApprovalPropertyTest {

  /** Characters and bytes that somebody could get wrong, among ordinary ones. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "B",
          "0",
          ".",
          "..x",
          "-",
          "~",
          "é",
          "e\u0301",
          "日",
          "\ud83d\ude00",
          " ",
          "\n",
          "\r",
          "\t",
          "\"",
          "\\",
          "#",
          "\\n",
          "\u202e",
          "\u2066",
          "\u200b",
          "\ufeff",
          "\u0000x",
          "\u007f",
          "\u0085",
          "\ue000",
          "\uffff",
          "\udbff\udfff",
          "\udb40\udc41");

  @Property(tries = 500)
  void printingThenParsingGivesTheSame(@ForAll("statements") Statement statement)
      throws ApprovalFormatException {
    byte[] text = statement.print();

    UnverifiedApproval read = UnverifiedApproval.parse("x", text);

    assertThat(read.alleged()).isEqualTo(statement);
    assertThat(read.alleged().print()).isEqualTo(text);
  }

  @Property(tries = 500)
  void entriesAreInTheOrderOfTheirBytes(@ForAll("names") byte[] a, @ForAll("names") byte[] b) {
    int order = EntryPath.compare(PathBytes.decode(a), PathBytes.decode(b));

    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
  }

  @Property(tries = 1000)
  void everyNameHasOneText(@ForAll("names") byte[] name) {
    String text = PathBytes.decode(name);

    assertThat(PathBytes.encode(text)).isEqualTo(name);
    assertThat(PathBytes.isCanonical(text)).isTrue();
    assertThat(Quoting.unquote(Quoting.quoted(text))).isEqualTo(text);
  }

  @Property(tries = 1000)
  void aQuotedNameIsPrintableText(@ForAll("names") byte[] name) {
    String quoted = Quoting.quoted(PathBytes.decode(name));

    assertThat(quoted.codePoints().noneMatch(HiddenCharacters::contains)).isTrue();
  }

  @Property(tries = 500)
  void oneChangedByteIsRefusedOrReadBack(
      @ForAll("statements") Statement statement, @ForAll int where, @ForAll byte value) {
    byte[] text = statement.print();
    text[Math.floorMod(where, text.length)] = value;

    try {
      assertThat(UnverifiedApproval.parse("x", text).alleged().print()).isEqualTo(text);
    } catch (ApprovalFormatException e) {
      assertThat(e.expected()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<byte[]> anyBytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
    return Arbitraries.oneOf(anyBytes, pieces().map(PathBytes::encode));
  }

  @Provide
  Arbitrary<Statement> statements() {
    Arbitrary<List<Entry>> entries =
        Arbitraries.oneOf(entriesBelow(""), entriesBelow("~/"), entriesBelow("/"));
    return Combinators.combine(
            Arbitraries.integers().between(1, Statement.MAX_REVISION),
            Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .filter(Statement::isSigner),
            Arbitraries.longs().between(0, 253_402_300_799L),
            pieces(),
            entries)
        .as(
            (revision, signer, seconds, reason, list) ->
                new Statement(
                    Approvals.REPOSITORY,
                    revision,
                    signer,
                    java.time.Instant.ofEpochSecond(seconds),
                    reason,
                    list));
  }

  private Arbitrary<List<Entry>> entriesBelow(String base) {
    Arbitrary<String> paths =
        names()
            .map(name -> base + EntryPath.inRepository(PathBytes.decode(name)))
            .filter(EntryPath::isValid)
            .filter(path -> EntryPath.base(path) == EntryPath.base(base + "x"));
    return Combinators.combine(paths, Arbitraries.integers().between(0, 07777))
        .as(ApprovalPropertyTest::entry)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(ApprovalPropertyTest::distinct);
  }

  private static Entry entry(String path, int bits) {
    Digest digest = Digest.of(new byte[] {(byte) bits});
    return switch (bits % 6) {
      case 0 -> new FileEntry(path, Mode.file(bits), digest);
      case 1 -> new KeysEntry(path, Mode.file(bits), digest);
      case 2 -> new ClosureEntry(path, Mode.file(bits), digest);
      case 3 -> new LinkEntry(path, Mode.LINK, digest);
      case 4 -> new MetadataEntry(path, Mode.directory(bits));
      default -> new AbsentEntry(path);
    };
  }

  private static List<Entry> distinct(List<Entry> entries) {
    Map<String, Entry> byPath = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byPath.put(entry.path(), entry);
    }
    return List.copyOf(byPath.values());
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces));
  }
}
