package io.steatite.envelope.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A piece of XML kept in memory: a header block, a buffered body, the detail of a fault. It can be
 * read and written any number of times, and remembers the namespace bindings around it, so that
 * QNames in its content keep their meaning wherever it is written.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class XmlFragment implements XmlContent {
  private static final HardenedStax STAX = HardenedStax.withLimits(XmlLimits.DEFAULT);

  /** For what was written here a moment ago, which nobody needs protection from. */
  private static final HardenedStax OWN = HardenedStax.withLimits(XmlLimits.NONE);

  private static final String CONTAINER = "content";

  private final Recording recording;
  private final int firstToken;
  private final int endToken;
  private final int firstString;
  private final InScopeNamespaces inherited;

  XmlFragment(
      Recording recording,
      int firstToken,
      int endToken,
      int firstString,
      InScopeNamespaces inherited) {
    this.recording = recording;
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
    XMLStreamWriter2 writer = OWN.writer(bytes, StandardCharsets.UTF_8);
    writer.writeStartElement(CONTAINER);
    content.writeTo(writer);
    writer.writeEndElement();
    writer.close();
    XMLStreamReader2 reader =
        OWN.reader(new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8);
    XmlRecorder recorder = new XmlRecorder(InScopeNamespaces.NONE, "XmlFragment", Long.MAX_VALUE);
    reader.next();
    return recorder.recordElement(reader).content();
  }

  /**
   * Keeps a DOM tree as it is now: an element, the element of a document, or what is in a document
   * fragment. Bindings declared around an element come with it.
   *
   * @throws XMLStreamException if the tree holds what an envelope may not hold
   * @throws IllegalArgumentException if the tree was made without namespaces, or the node is of
   *     another kind
   */
  public static XmlFragment of(Node node) throws XMLStreamException {
    return of(new DomContent(node));
  }

  /**
   * The root element of an XML document, parsed within {@link XmlLimits#DEFAULT}.
   *
   * @throws XMLStreamException if the text is no XML, has a DTD or a processing instruction, or
   *     exceeds the limits
   */
  public static XmlFragment parse(String xml) throws XMLStreamException {
    return parse(new StreamSource(new StringReader(xml)));
  }

  /**
   * The root element of a source, parsed within {@link XmlLimits#DEFAULT}.
   *
   * @see #parse(Source, HardenedStax)
   */
  public static XmlFragment parse(Source source) throws XMLStreamException {
    return parse(source, STAX);
  }

  /**
   * The root element of a source: a StreamSource with a stream (closed by nobody but the caller), a
   * DOMSource, a StAXSource with a stream reader (on an element, it is left on its end), or a
   * SAXSource without an XMLReader of its own. Nothing is ever fetched.
   *
   * @param stax reads the source if it has to be parsed
   * @throws XMLStreamException if the source is no XML, has a DTD or a processing instruction, or
   *     exceeds the limits
   * @throws IllegalArgumentException if the source is of another kind, or has a system id only
   */
  public static XmlFragment parse(Source source, HardenedStax stax) throws XMLStreamException {
    return new SourceParser(stax).parse(source);
  }

  /**
   * This fragment, all that was recorded with it, found where the context's bindings are in scope.
   */
  XmlFragment around(NamespaceContext context) {
    InScopeNamespaces all = MentionedPrefixes.inScope(recording.strings(), context);
    return new XmlFragment(recording, firstToken, endToken, firstString, all);
  }

  @Override
  public Optional<QName> name() {
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      if (recording.kind(token) == Recording.START) {
        return Optional.of(qName(string));
      }
      string += recording.stringCount(token);
    }
    return Optional.empty();
  }

  /** The first element in it, if there is one, with the bindings around it. */
  public Optional<XmlFragment> element() {
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      if (recording.kind(token) == Recording.START) {
        return Optional.of(
            new XmlFragment(recording, token, endOfElement(token), string, inherited));
      }
      string += recording.stringCount(token);
    }
    return Optional.empty();
  }

  /** The token after the element that starts with the given one. */
  private int endOfElement(int start) {
    int depth = 0;
    int token = start;
    do {
      int kind = recording.kind(token++);
      depth += kind == Recording.START ? 1 : kind == Recording.END ? -1 : 0;
    } while (depth > 0);
    return token;
  }

  /** The local name of the one element that this fragment is. */
  public String localName() {
    requireElement();
    return recording.stringAt(firstString + 1);
  }

  /**
   * About how many bytes are held in memory as long as this fragment is: two for each character of
   * what was recorded together with it and before it, and a share for each event.
   */
  public long retained() {
    return recording.retained();
  }

  private QName qName(int string) {
    return new QName(
        recording.stringAt(string + 2), recording.stringAt(string + 1), recording.stringAt(string));
  }

  /** What is inside the one element that this fragment is. */
  public XmlFragment content() {
    requireElement();
    return new XmlFragment(
        recording,
        firstToken + 1,
        endToken - 1,
        firstString + recording.stringCount(firstToken),
        inside());
  }

  /**
   * The elements inside the one element that this fragment is, each with the bindings around it.
   */
  public List<XmlFragment> elements() {
    requireElement();
    InScopeNamespaces around = inside();
    List<XmlFragment> elements = new ArrayList<>();
    int string = firstString + recording.stringCount(firstToken);
    int depth = 0;
    int start = 0;
    int startString = 0;
    for (int token = firstToken + 1; token < endToken - 1; token++) {
      int kind = recording.kind(token);
      if (kind == Recording.START && depth++ == 0) {
        start = token;
        startString = string;
      } else if (kind == Recording.END && --depth == 0) {
        elements.add(new XmlFragment(recording, start, token + 1, startString, around));
      }
      string += recording.stringCount(token);
    }
    return elements;
  }

  /**
   * The qualified name that the text stands for inside the one element that this fragment is.
   *
   * @return the name; with no namespace and the whole text as local name if the prefix is not bound
   */
  public QName resolve(String text) {
    requireElement();
    String stripped = XmlWhitespace.strip(text);
    int colon = stripped.indexOf(':');
    String prefix = colon < 0 ? "" : stripped.substring(0, colon);
    String namespace = inside().namespace(prefix);
    if (namespace != null) {
      return new QName(namespace, stripped.substring(colon + 1), prefix);
    }
    return prefix.equals(XMLConstants.XML_NS_PREFIX)
        ? new QName(XMLConstants.XML_NS_URI, stripped.substring(colon + 1), prefix)
        : new QName(stripped);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return firstToken == endToken;
  }

  /** The attributes of the one element that this fragment is, in document order. */
  public Map<QName, String> attributes() {
    return attributes((namespace, localName) -> true);
  }

  /** Those of the attributes that the filter keeps, in document order. */
  public Map<QName, String> attributes(AttributeFilter filter) {
    requireElement();
    int count = recording.attributeCount(firstToken);
    if (count == 0) {
      return Map.of();
    }
    Map<QName, String> attributes = new LinkedHashMap<>();
    int string = firstString + 3 + 2 * recording.namespaceCount(firstToken);
    for (int i = 0; i < count; i++, string += 4) {
      if (filter.keeps(recording.stringAt(string + 2), recording.stringAt(string + 1))) {
        attributes.put(qName(string), recording.stringAt(string + 3));
      }
    }
    return Collections.unmodifiableMap(attributes);
  }

  /** The one element that this fragment is, with those of its attributes that the filter keeps. */
  public XmlFragment keeping(AttributeFilter filter) {
    if (attributes(filter).size() == recording.attributeCount(firstToken)) {
      return this;
    }
    Recording kept = recording.element(firstToken, endToken, firstString, filter);
    return new XmlFragment(kept, 0, endToken - firstToken, 0, inherited);
  }

  /**
   * The value of an attribute of the one element that this fragment is.
   *
   * @return the value, or null if there is no such attribute
   */
  public @Nullable String attribute(String namespace, String localName) {
    requireElement();
    int string = firstString + 3 + 2 * recording.namespaceCount(firstToken);
    for (int i = 0; i < recording.attributeCount(firstToken); i++, string += 4) {
      if (recording.stringAt(string + 1).equals(localName)
          && recording.stringAt(string + 2).equals(namespace)) {
        return recording.stringAt(string + 3);
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
      int kind = recording.kind(token);
      if (kind == Recording.TEXT || kind == Recording.CDATA) {
        String piece = recording.stringAt(string);
        if (more != null) {
          more.append(piece);
        } else if (first.isEmpty()) {
          first = piece;
        } else {
          more = new StringBuilder(first).append(piece);
        }
      }
      string += recording.stringCount(token);
    }
    return more == null ? first : more.toString();
  }

  /** Whether elements are in it, besides the one element that this fragment may be. */
  public boolean hasChildElements() {
    for (int token = firstToken + 1; token < endToken; token++) {
      if (recording.kind(token) == Recording.START) {
        return true;
      }
    }
    return false;
  }

  /** A reader on START_DOCUMENT; END_DOCUMENT follows the last event of this fragment. */
  public XMLStreamReader2 reader() {
    return new TypedFragmentReader(
        new FragmentReader(recording, firstToken, endToken, firstString, inherited));
  }

  /**
   * A source for transformers and validators, to be used once; the bindings around this fragment
   * are declared on its outermost elements.
   */
  public Source source() {
    return new StAXSource(new SourceReader(reader(), inherited));
  }

  /**
   * A copy in DOM of the first element in it; its document holds nothing else. The bindings around
   * the element are declared on it.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Element toElement() {
    return HardenedDom.element(element().orElseThrow());
  }

  /**
   * A copy in DOM, in a document of its own. The bindings around this fragment are declared on its
   * outermost elements.
   */
  public DocumentFragment toDocumentFragment() {
    return HardenedDom.documentFragment(this);
  }

  /** Its XML, with the bindings around it declared on the outermost elements. */
  public String toXml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter2 writer = OWN.writer(text);
      writer.writeStartElement(CONTAINER); // a writer wants one root, this may be anything
      writeTo(writer);
      writer.writeFullEndElement();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("What was read cannot be written: " + name(), e);
    }
    String xml = text.toString();
    int tag = CONTAINER.length() + 2;
    return xml.substring(tag, xml.length() - tag - 1);
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
   * @param keepAttribute tells which attributes are kept
   * @param moreAttributes writes the attributes that come instead
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeElement(
      XMLStreamWriter2 writer, AttributeFilter keepAttribute, XmlContent moreAttributes)
      throws XMLStreamException {
    requireElement();
    XMLStreamReader2 reader = reader();
    reader.next();
    XmlCopier.copyElement(reader, writer, inherited, keepAttribute, moreAttributes);
  }

  /** What is in scope around it. */
  public InScopeNamespaces inScope() {
    return inherited;
  }

  /** What is in scope inside the one element that this fragment was found to be. */
  private InScopeNamespaces inside() {
    InScopeNamespaces inside = inherited;
    for (int i = 0; i < recording.namespaceCount(firstToken); i++) {
      int string = firstString + 3 + 2 * i;
      inside = inside.with(recording.stringAt(string), recording.stringAt(string + 1));
    }
    return inside;
  }

  private void requireElement() {
    if (isEmpty()
        || recording.kind(firstToken) != Recording.START
        || endOfElement(firstToken) != endToken) {
      throw new IllegalStateException("This fragment is not one element");
    }
  }

  /** Its XML, see {@link #toXml()}. */
  @Override
  public String toString() {
    return toXml();
  }
}
