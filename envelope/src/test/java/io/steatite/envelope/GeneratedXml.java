package io.steatite.envelope;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * Generates XML that is difficult to write and read: special characters, redeclared prefixes. The
 * same seed gives the same XML on every JDK.
 */
final class GeneratedXml {
  /**
   * A name that is valid since the fifth edition of XML 1.0. The JDK's parser, which XMLUnit uses,
   * implements the fourth edition.
   */
  static final String NEW_NAME = "_\uD840\uDC00";

  private static final int DEPTH = 3;

  /** Characters that are special in markup, line end normalisation or character references. */
  private static final int[] SPECIAL = {
    '\t', '\n', '\r', ' ', '"', '&', '\'', '-', ':', '<', '>', ']', 0x85
  };

  private final Random random;

  GeneratedXml(long seed) {
    random = new Random(seed);
  }

  SoapVersion version() {
    return one(SoapVersion.SOAP_11, SoapVersion.SOAP_12);
  }

  Charset charset() {
    return one(StandardCharsets.UTF_8, StandardCharsets.UTF_16);
  }

  /** Returns up to three elements with a namespace, which header blocks must have. */
  List<Infoset.Element> headers() {
    return Stream.generate(this::element)
        .filter(element -> !element.name().getNamespaceURI().isEmpty())
        .limit(random.nextInt(4))
        .toList();
  }

  /** Returns an element with three levels of elements, text and comments below it. */
  Infoset.Element element() {
    return element(DEPTH);
  }

  private Infoset.Element element(int depth) {
    QName name = name();
    Map<QName, String> attributes = Infoset.attributes();
    for (int count = random.nextInt(4); count > 0; count--) {
      attributes.put(name(), text());
    }
    List<Infoset> children = some(4, () -> child(depth));
    return new Infoset.Element(name, attributes, Infoset.coalesced(children));
  }

  private Infoset child(int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 7);
    if (kind == 0) {
      return new Infoset.Comment(comment());
    }
    return kind < 4 ? new Infoset.Text(text()) : element(depth - 1);
  }

  /** Returns a name whose prefix may be bound to another namespace around it. */
  private QName name() {
    String namespace = one("", "urn:a", "urn:b", "http://c/?d=\"&e");
    String localName = one("a", "b", "\u00E4-1", NEW_NAME, "Body");
    String prefix = one("", "p", "q", "s", "ns1");
    return new QName(namespace, localName, namespace.isEmpty() ? "" : prefix);
  }

  /** Returns characters of XML 1.0 (production 2), with many special characters. */
  private String text() {
    StringBuilder text = new StringBuilder();
    some(40, this::character).forEach(text::appendCodePoint);
    return text.toString();
  }

  private int character() {
    int kind = random.nextInt(13);
    if (kind < 4) {
      return SPECIAL[random.nextInt(SPECIAL.length)];
    }
    if (kind < 8) {
      return between(0x20, 0x7E);
    }
    if (kind < 10) {
      return between(0x7F, 0xD7FF);
    }
    return kind == 10 ? between(0xE000, 0xFFFD) : between(0x10000, 0x10FFFF);
  }

  private int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  /** Returns text without characters that a comment cannot represent. */
  private String comment() {
    return text().replaceAll("[-\r]", ".");
  }

  private <T> List<T> some(int most, Supplier<T> next) {
    List<T> all = new ArrayList<>();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      all.add(next.get());
    }
    return all;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
