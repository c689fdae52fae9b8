package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The reader of XML 1.0 without document type declaration. An element is a member of its parent,
 * called by its name as written and, in brackets, the value of its attribute {@code name};
 * namesakes are an array. An element with neither attributes nor elements is its text; otherwise
 * attributes are members {@code @attribute}, and text that is not blank is {@code #text}.
 */
final class XmlReader {

  private final XMLStreamReader reader;
  private int nodes;

  private XmlReader(XMLStreamReader reader) {
    this.reader = reader;
  }

  static Node read(String text) throws UnparsableException {
    refuseDocumentType(text);
    try {
      XMLStreamReader stream = factory().createXMLStreamReader(new StringReader(text));
      try {
        return new XmlReader(stream).document();
      } finally {
        stream.close();
      }
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      throw UnparsableException.at(
          at == null ? 0 : at.getLineNumber(),
          at == null ? 0 : at.getColumnNumber(),
          "not well-formed XML");
    } catch (MissingResourceException e) {
      // The JDK lacks the text of some of its own messages.
      throw UnparsableException.because("not well-formed XML");
    }
  }

  /** Keeps document type declarations from the parser: it reads them even when it ignores them. */
  private static void refuseDocumentType(String text) throws UnparsableException {
    int at = 0;
    while (at >= 0) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (text.startsWith("<!--", at)) {
        at = end(text, "-->", at + 4);
      } else if (text.startsWith("<?", at)) {
        at = end(text, "?>", at + 2);
      } else if (text.startsWith("<!", at)) {
        throw SourceText.refuse(text, at, "document type declaration");
      } else {
        return;
      }
    }
  }

  private static int end(String text, String closing, int start) {
    int found = text.indexOf(closing, start);
    return found < 0 ? -1 : found + closing.length();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("external entity");
        });
    return factory;
  }

  private Node document() throws XMLStreamException, UnparsableException {
    String encoding = reader.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw refuse("declared encoding is not UTF-8");
    }
    String version = reader.getVersion();
    if (version != null && !version.equals("1.0")) {
      throw refuse("not XML 1.0");
    }
    Map<String, Node> root = new LinkedHashMap<>();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        root.put(elementName(), element(0));
      }
    }
    return new ObjectNode(root);
  }

  private Node element(int depth) throws XMLStreamException, UnparsableException {
    if (depth > Limits.MAX_DEPTH) {
      throw Limits.tooDeep();
    }
    nodes += 1 + reader.getAttributeCount();
    if (nodes > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    Map<String, Node> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put("@" + attributeName(i), Scalar.string(reader.getAttributeValue(i)));
    }
    Map<String, List<Node>> elements = new LinkedHashMap<>();
    StringBuilder content = new StringBuilder();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = elementName();
          Node child = element(depth + 1);
          elements.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(child);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            content.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw refuse("entity reference");
        default -> {
          // Comments and processing instructions are not data.
        }
      }
    }
    if (attributes.isEmpty() && elements.isEmpty()) {
      return Scalar.string(content.toString());
    }
    Map<String, Node> members = attributes;
    elements.forEach(
        (name, all) -> members.put(name, all.size() == 1 ? all.get(0) : new ArrayNode(all)));
    if (!content.toString().isBlank()) {
      members.put("#text", Scalar.string(content.toString()));
    }
    return new ObjectNode(members);
  }

  private String elementName() {
    String element = qualified(reader.getPrefix(), reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (attributeName(i).equals("name")) {
        return element + "[" + reader.getAttributeValue(i) + "]";
      }
    }
    return element;
  }

  private String attributeName(int index) {
    return qualified(reader.getAttributePrefix(index), reader.getAttributeLocalName(index));
  }

  private static String qualified(@Nullable String prefix, String name) {
    return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
  }

  private UnparsableException refuse(String reason) {
    Location at = reader.getLocation();
    return UnparsableException.at(at.getLineNumber(), at.getColumnNumber(), reason);
  }
}
