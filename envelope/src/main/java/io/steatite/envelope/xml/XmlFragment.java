package io.steatite.envelope.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.ri.Stax2ReaderAdapter;
import org.codehaus.stax2.typed.Base64Variant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of XML kept in memory: a header block, a buffered body, the detail of a fault. It can be
 * read and written any number of times, and remembers the namespace bindings around it, so that
 * QNames in its content keep their meaning wherever it is written.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class XmlFragment implements XmlContent {
  private static final HardenedStax STAX = HardenedStax.withLimits(XmlLimits.DEFAULT);
  private static final String CONTAINER = "content";

  private final XmlRecorder recorder;
  private final int firstToken;
  private final int endToken;
  private final int firstString;
  private final String[] inherited;

  XmlFragment(
      XmlRecorder recorder, int firstToken, int endToken, int firstString, String[] inherited) {
    this.recorder = recorder;
    this.firstToken = firstToken;
    this.endToken = endToken;
    this.firstString = firstString;
    this.inherited = inherited;
  }

  /**
   * Keeps what the content writes; attributes it may write on its surrounding element are lost.
   *
   * @throws XMLStreamException if the content cannot be written
   */
  public static XmlFragment of(XmlContent content) throws XMLStreamException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    XMLStreamWriter2 writer = STAX.writer(bytes, StandardCharsets.UTF_8);
    writer.writeStartElement(CONTAINER);
    content.writeTo(writer);
    writer.writeEndElement();
    writer.close();
    XMLStreamReader2 reader =
        STAX.reader(new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8);
    XmlRecorder recorder = new XmlRecorder(new String[0], "XmlFragment", Long.MAX_VALUE);
    reader.next();
    return recorder.recordElement(reader).content();
  }

  /** The name of the first element in it, if there is one. */
  public Optional<QName> name() {
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      if (recorder.kind(token) == XmlRecorder.START) {
        return Optional.of(qName(string));
      }
      string += recorder.stringCount(token);
    }
    return Optional.empty();
  }

  /** The local name of the one element that this fragment is. */
  public String localName() {
    requireElement();
    return recorder.stringAt(firstString + 1);
  }

  private QName qName(int string) {
    return new QName(
        recorder.stringAt(string + 2), recorder.stringAt(string + 1), recorder.stringAt(string));
  }

  /** What is inside the one element that this fragment is. */
  public XmlFragment content() {
    return new XmlFragment(
        recorder,
        firstToken + 1,
        endToken - 1,
        firstString + recorder.stringCount(firstToken),
        bindings());
  }

  /**
   * The elements inside the one element that this fragment is, each with the bindings around it.
   */
  public List<XmlFragment> elements() {
    String[] around = bindings();
    List<XmlFragment> elements = new ArrayList<>();
    int string = firstString + recorder.stringCount(firstToken);
    int depth = 0;
    int start = 0;
    int startString = 0;
    for (int token = firstToken + 1; token < endToken - 1; token++) {
      int kind = recorder.kind(token);
      if (kind == XmlRecorder.START && depth++ == 0) {
        start = token;
        startString = string;
      } else if (kind == XmlRecorder.END && --depth == 0) {
        elements.add(new XmlFragment(recorder, start, token + 1, startString, around));
      }
      string += recorder.stringCount(token);
    }
    return elements;
  }

  /**
   * The qualified name that the text stands for inside the one element that this fragment is.
   *
   * @return the name; with no namespace and the whole text as local name if the prefix is not bound
   */
  public QName resolve(String text) {
    String stripped = XmlWhitespace.strip(text);
    int colon = stripped.indexOf(':');
    String prefix = colon < 0 ? "" : stripped.substring(0, colon);
    String[] bindings = bindings();
    for (int i = bindings.length - 2; i >= 0; i -= 2) {
      if (bindings[i].equals(prefix)) {
        return new QName(bindings[i + 1], stripped.substring(colon + 1), prefix);
      }
    }
    return new QName(stripped);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return firstToken == endToken;
  }

  /** The attributes of the one element that this fragment is, in document order. */
  public Map<QName, String> attributes() {
    requireElement();
    Map<QName, String> attributes = new LinkedHashMap<>();
    int string = firstString + 3 + 2 * recorder.namespaceCount(firstToken);
    for (int i = 0; i < recorder.attributeCount(firstToken); i++, string += 4) {
      attributes.put(qName(string), recorder.stringAt(string + 3));
    }
    return attributes;
  }

  /**
   * The value of an attribute of the one element that this fragment is.
   *
   * @return the value, or null if there is no such attribute
   */
  public @Nullable String attribute(String namespace, String localName) {
    requireElement();
    int string = firstString + 3 + 2 * recorder.namespaceCount(firstToken);
    for (int i = 0; i < recorder.attributeCount(firstToken); i++, string += 4) {
      if (recorder.stringAt(string + 1).equals(localName)
          && recorder.stringAt(string + 2).equals(namespace)) {
        return recorder.stringAt(string + 3);
      }
    }
    return null;
  }

  /** All text in it, in document order, comments left out. */
  public String text() {
    String first = "";
    StringBuilder more = null;
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      int kind = recorder.kind(token);
      if (kind == XmlRecorder.TEXT || kind == XmlRecorder.CDATA) {
        String piece = recorder.stringAt(string);
        if (more != null) {
          more.append(piece);
        } else if (first.isEmpty()) {
          first = piece;
        } else {
          more = new StringBuilder(first).append(piece);
        }
      }
      string += recorder.stringCount(token);
    }
    return more == null ? first : more.toString();
  }

  /** Whether elements are in it, besides the one element that this fragment may be. */
  public boolean hasChildElements() {
    for (int token = firstToken + 1; token < endToken; token++) {
      if (recorder.kind(token) == XmlRecorder.START) {
        return true;
      }
    }
    return false;
  }

  /** A reader on START_DOCUMENT; END_DOCUMENT follows the last event of this fragment. */
  public XMLStreamReader2 reader() {
    return new TypedReader(
        new FragmentReader(recorder, firstToken, endToken, firstString, inherited));
  }

  private static final class TypedReader extends Stax2ReaderAdapter {
    TypedReader(FragmentReader reader) {
      super(reader);
    }

    /** Complains about child elements as parsers do, which the adapter calls a wrong state. */
    @Override
    public int readElementAsBinary(byte[] bytes, int offset, int length, Base64Variant variant)
        throws XMLStreamException {
      try {
        return super.readElementAsBinary(bytes, offset, length, variant);
      } catch (IllegalStateException e) {
        if (getEventType() == START_ELEMENT) {
          throw new XMLStreamException(
              "Expected binary content, found element " + getName(), getLocation(), e);
        }
        throw e;
      }
    }
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    XMLStreamReader2 reader = reader();
    reader.next();
    XmlCopier.copyRest(reader, writer, inherited);
  }

  /**
   * Writes the one element that this fragment is, with some of its attributes exchanged.
   *
   * @param keepAttribute tells by its namespace whether an attribute is kept
   * @param moreAttributes writes the attributes that come instead
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeElement(
      XMLStreamWriter2 writer, Predicate<String> keepAttribute, XmlContent moreAttributes)
      throws XMLStreamException {
    requireElement();
    XMLStreamReader2 reader = reader();
    reader.next();
    XmlCopier.copyElement(reader, writer, inherited, keepAttribute, moreAttributes);
  }

  /** The namespace bindings in scope inside the one element that this fragment is. */
  private String[] bindings() {
    requireElement();
    int own = recorder.namespaceCount(firstToken);
    if (own == 0) {
      return inherited;
    }
    String[] all = Arrays.copyOf(inherited, inherited.length + 2 * own);
    for (int i = 0; i < 2 * own; i++) {
      all[inherited.length + i] = recorder.stringAt(firstString + 3 + i);
    }
    return all;
  }

  private void requireElement() {
    if (isEmpty() || recorder.kind(firstToken) != XmlRecorder.START) {
      throw new IllegalStateException("This fragment is not one element");
    }
  }

  /** The XML of this fragment, for logs. */
  @Override
  public String toString() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter2 writer = STAX.writer(bytes, StandardCharsets.UTF_8);
      writeTo(writer);
      writer.close();
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      return "XmlFragment" + name().map(Object::toString).orElse("");
    }
  }

  static int eventOf(int kind) {
    return switch (kind) {
      case XmlRecorder.START -> XMLStreamConstants.START_ELEMENT;
      case XmlRecorder.END -> XMLStreamConstants.END_ELEMENT;
      case XmlRecorder.CDATA -> XMLStreamConstants.CDATA;
      case XmlRecorder.COMMENT -> XMLStreamConstants.COMMENT;
      default -> XMLStreamConstants.CHARACTERS;
    };
  }
}
