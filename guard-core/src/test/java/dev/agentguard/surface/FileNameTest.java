package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.txt",
        "with space",
        "percent%41",
        "caf\u00e9",
        "cafe\u0301",
        "\u65e5\u672c",
        "\ud83d\ude00.md",
        "\udcff", // one byte that is no UTF-8
        "a\udc80b\udcfe.json",
        "half\udcc3", // the start of a sequence without its end
        "\udced\udca0\udc80", // a surrogate as UTF-8 would write it, which is none
        "\udcc0\udcaf", // an overlong slash
        "new\nline",
        "quote'\"`$",
        "replacement\ufffd",
      })
  void aNameOnDiskIsReadAsItWasWritten(String name, @TempDir Path directory) throws IOException {
    Files.writeString(FileName.resolve(directory, name), "here");
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(FileName.of(entry));
        assertThat(Files.readString(entry)).isEqualTo("here");
      }
    }
    assertThat(names).containsExactly(name);
    assertThat(Files.readString(FileName.resolve(directory, name))).isEqualTo("here");
  }

  @Test
  void twoNamesThatDifferInOneBrokenByteAreTwo(@TempDir Path directory) throws IOException {
    Files.writeString(FileName.resolve(directory, "x\udc80"), "one");
    Files.writeString(FileName.resolve(directory, "x\udc81"), "two");
    assertThat(Files.readString(FileName.resolve(directory, "x\udc80"))).isEqualTo("one");
    assertThat(Files.readString(FileName.resolve(directory, "x\udc81"))).isEqualTo("two");
  }

  @Test
  void aDirectoryHasTheNameThatAFileWouldHave(@TempDir Path directory) throws IOException {
    Path sub = FileName.resolve(directory, "d\udcff");
    Files.createDirectory(sub);
    assertThat(FileName.of(sub)).isEqualTo("d\udcff");
    Files.writeString(FileName.resolve(directory, "d\udcff/caf\u00e9"), "below");
    assertThat(Files.readString(FileName.resolve(sub, "caf\u00e9"))).isEqualTo("below");
  }

  @Test
  void aRootHasNoName() {
    assertThat(FileName.of(Path.of("/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target",
        "../up/target",
        "/etc/passwd",
        "\udcff",
        "../\udcff/x",
        "/\udcfe/\ufffd",
        "/"
      })
  void aLinksTargetIsReadAsItWasWritten(String target, @TempDir Path directory) throws IOException {
    Path link = directory.resolve("link");
    Path written =
        target.startsWith("/")
            ? FileName.resolve(Path.of("/"), target.substring(1))
            : directory.relativize(FileName.resolve(directory, target));
    Files.createSymbolicLink(link, written);
    assertThat(FileName.text(Files.readSymbolicLink(link))).isEqualTo(target);
  }

  @Property
  void everyNameHasOneTextThatGivesItsBytesBack(@ForAll byte[] name) {
    assertThat(FileName.encode(FileName.decode(name))).isEqualTo(name);
  }

  @Property
  void textThatIsUtf8StaysWhatItIs(@ForAll String name) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      assertThat(FileName.decode(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
      assertThat(FileName.encode(name)).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Property
  void twoNamesNeverHaveOneText(@ForAll byte[] one, @ForAll byte[] other) {
    assertThat(FileName.decode(one).equals(FileName.decode(other)))
        .isEqualTo(java.util.Arrays.equals(one, other));
  }
}
