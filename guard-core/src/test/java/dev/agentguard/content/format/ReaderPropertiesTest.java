package dev.agentguard.content.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.KeyRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every document. */
class ReaderPropertiesTest {

  private static final List<String> EMPTIES = List.of("{}", "[]");

  private static final List<Format> KEYED =
      List.of(Format.values()).stream().filter(Format::keyed).toList();

  private static final KeyRules RULES =
      new KeyRules(List.of("/a/**/b"), List.of("/*x*"), List.of(), List.of(), List.of("/a", "/c"));

  @Property(tries = 300)
  void refusesOnlyWithItsOwnException(
      @ForAll("formats") Format format, @ForAll("soup") String text) {
    accepts(format, text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void survivesAnyBytes(@ForAll("formats") Format format, @ForAll byte[] bytes) {
    accepts(format, bytes);
  }

  @Property(tries = 300)
  void printsWhatItParsesBack(@ForAll("documents") Node document) throws Exception {
    for (Guard guard : Guard.values()) {
      Projection projection = Projection.of(Format.JSON, guard, RULES, document);
      byte[] canonical = projection.canonical();
      assertThat(Projection.parseCanonical(canonical)).isEqualTo(projection);
      assertThat(Projection.parseCanonical(canonical).canonical()).isEqualTo(canonical);
    }
  }

  @Property(tries = 300)
  void doesNotDependOnTheOrderOfMembers(@ForAll("documents") Node document, @ForAll long seed) {
    Node shuffled = shuffle(document, new Random(seed));
    for (Guard guard : Guard.values()) {
      assertThat(Projection.of(Format.JSON, guard, RULES, shuffled).digest())
          .isEqualTo(Projection.of(Format.JSON, guard, RULES, document).digest());
    }
  }

  @Property(tries = 300)
  void tellsDifferentDocumentsApart(
      @ForAll("documents") Node first, @ForAll("documents") Node second) {
    // A list and an object with the numbers for names are the same places.
    Assume.that(!first.toString().matches("(?s).*[{ ][0-9]+=.*"));
    Assume.that(!second.toString().matches("(?s).*[{ ][0-9]+=.*"));
    Projection one = Projection.of(Format.JSON, Guard.WHOLE, KeyRules.NONE, first);
    Projection two = Projection.of(Format.JSON, Guard.WHOLE, KeyRules.NONE, second);
    assertThat(one.equals(two)).isEqualTo(first.equals(second));
    assertThat(one.changes(two).isEmpty()).isEqualTo(one.equals(two));
  }

  @Property(tries = 300)
  void guardsUnderKeysWhatTheKeysMatch(@ForAll("documents") Node document) {
    KeyMeaning meaning = KeyMeaning.of(Format.JSON, RULES);
    Map<String, String> all =
        new LinkedHashMap<>(
            Projection.of(Format.JSON, Guard.WHOLE, KeyRules.NONE, document).values());
    all.keySet().removeIf(key -> !meaning.isGuarded(key));
    assertThat(Projection.of(Format.JSON, Guard.KEYS, RULES, document).values()).isEqualTo(all);
  }

  @Property(tries = 300)
  void guardsUnderExceptWhatIsNotOnlyChurn(@ForAll("documents") Node document) {
    KeyMeaning meaning = KeyMeaning.of(Format.JSON, RULES);
    Map<String, String> all =
        new LinkedHashMap<>(
            Projection.of(Format.JSON, Guard.WHOLE, KeyRules.NONE, document).values());
    all.keySet().removeIf(key -> !meaning.isGuarded(key) && meaning.isChurn(key));
    Map<String, String> kept =
        new LinkedHashMap<>(Projection.of(Format.JSON, Guard.EXCEPT, RULES, document).values());
    // An empty object or list where churn comes and goes is no value of its own.
    all.values().removeAll(EMPTIES);
    kept.values().removeAll(EMPTIES);
    assertThat(kept).isEqualTo(all);
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(KEYED);
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(
            "a",
            "b",
            "1",
            "true",
            "null",
            "\"",
            "'",
            "`",
            "\\",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            ":",
            ": ",
            "=",
            " = ",
            "{",
            "}",
            "[",
            "]",
            "[[",
            "]]",
            ",",
            "#",
            ";",
            "//",
            "/*",
            "*/",
            "- ",
            "---\n",
            "...\n",
            "&a ",
            "*a",
            "<<: ",
            "!!x ",
            "!",
            "? ",
            "| ",
            "> ",
            "%",
            "@",
            "<a>",
            "</a>",
            "<a b=\"c\"/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE a>",
            "&amp;",
            "&#0;",
            "\0",
            "\u001b",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud83d\ude00",
            "export ",
            "\"\"\"",
            "'''",
            "\\u0041",
            "1979-05-27",
            "0x1F",
            "1e999",
            ".",
            "~",
            "$(x)")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Node> documents() {
    return nodes(3);
  }

  private static Arbitrary<Node> nodes(int depth) {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "ax", "/", "~1", "", "é", "\"", "0");
    Arbitrary<Node> scalars =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(4).map(Node.Scalar::string),
            Arbitraries.of("1", "1.0", "-2e5").map(text -> new Node.Scalar(Node.Type.NUMBER, text)),
            Arbitraries.of("yes", "!x y", "[", "{}", "\"", "1979-05-27 07:32")
                .map(text -> new Node.Scalar(Node.Type.WORD, text)),
            Arbitraries.just(new Node.Scalar(Node.Type.BOOLEAN, "true")));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Node> below = nodes(depth - 1);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, scalars),
        net.jqwik.api.Tuple.of(1, below.list().ofMaxSize(3).map(Node.ArrayNode::new)),
        net.jqwik.api.Tuple.of(
            3, Arbitraries.maps(names, below).ofMaxSize(4).map(Node.ObjectNode::new)));
  }

  private static Node shuffle(Node node, Random random) {
    if (node instanceof Node.ArrayNode array) {
      List<Node> elements = new ArrayList<>();
      for (Node element : array.elements()) {
        elements.add(shuffle(element, random));
      }
      return new Node.ArrayNode(elements);
    }
    if (node instanceof Node.ObjectNode object) {
      List<String> names = new ArrayList<>(object.members().keySet());
      Collections.shuffle(names, random);
      Map<String, Node> members = new LinkedHashMap<>();
      for (String name : names) {
        members.put(name, shuffle(object.members().getOrDefault(name, Node.Scalar.NULL), random));
      }
      return new Node.ObjectNode(members);
    }
    return node;
  }

  static void accepts(Format format, byte[] bytes) {
    try {
      Node document = Documents.parse(format, bytes);
      Projection all = Projection.of(format, Guard.WHOLE, KeyRules.NONE, document);
      assertThat(Projection.parseCanonical(all.canonical())).isEqualTo(all);
    } catch (UnparsableException e) {
      assertThat(e.getMessage()).isPrintable().isASCII();
    }
  }
}
