package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.SourceReader;
import io.steatite.envelope.xml.internal.XmlCopier;
import io.steatite.envelope.xml.internal.XmlWhitespace;
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
import java.util.function.BiPredicate;
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
 * XML in memory: a header block, a buffered body, or the detail of a fault. A fragment is a
 * sequence of elements, text and comments, often exactly one element. It can be read and written
 * any number of times. It remembers the namespaces in scope around it and declares them where it is
 * written, so that QNames in its content keep their meaning.
 *
 * <p>Methods that require exactly one element throw {@code IllegalStateException} for any other
 * fragment. Processing instructions, DTDs and entity references are never part of a fragment (SOAP
 * 1.2 Part 1 section 5).
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class XmlFragment implements XmlContent {
  private static final HardenedStax STAX = HardenedStax.of(XmlLimits.DEFAULT);

  /** For XML that this class has just written; limits are not needed. */
  private static final HardenedStax OWN = HardenedStax.of(XmlLimits.NONE);

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
   * Returns what the content writes. Attributes that it writes on the surrounding element are lost.
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
   * Returns a copy of a DOM tree: of an element, of the root element of a document, or of the
   * children of a document fragment. Namespaces that are declared on ancestors of an element are in
   * scope in the copy.
   *
   * @throws XMLStreamException if the tree contains processing instructions or entity references
   * @throws IllegalArgumentException if the tree was created without namespaces, or the node is of
   *     another kind
   */
  public static XmlFragment of(Node node) throws XMLStreamException {
    return of(new DomContent(node));
  }

  /**
   * Parses an XML document within {@link XmlLimits#DEFAULT} and returns its root element.
   *
   * @throws XMLStreamException if the text is not XML, has a DTD or a processing instruction, or
   *     exceeds the limits
   */
  public static XmlFragment parse(String xml) throws XMLStreamException {
    return parse(new StreamSource(new StringReader(xml)));
  }

  /**
   * Reads a source within {@link XmlLimits#DEFAULT} and returns its root element.
   *
   * @see #parse(Source, HardenedStax)
   */
  public static XmlFragment parse(Source source) throws XMLStreamException {
    return parse(source, STAX);
  }

  /**
   * Reads a source and returns its root element. Supported are a StreamSource with a stream (which
   * is not closed), a DOMSource, a StAXSource with a stream reader (if that is on an element, it is
   * on the end of the element afterwards), and a SAXSource without an XMLReader of its own. System
   * ids are never dereferenced.
   *
   * @param stax parses the source if it is not parsed yet
   * @throws XMLStreamException if the source is not XML, has a DTD or a processing instruction, or
   *     exceeds the limits
   * @throws IllegalArgumentException if the source is of another kind, or has only a system id
   */
  public static XmlFragment parse(Source source, HardenedStax stax) throws XMLStreamException {
    return new SourceParser(stax).parse(source);
  }

  /**
   * Returns this fragment with the bindings of the context in scope, as far as its content may
   * refer to them. The fragment must be all that its recorder recorded.
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
        return Optional.of(recording.qName(string));
      }
      string += recording.stringCount(token);
    }
    return Optional.empty();
  }

  /** Returns the first element of this fragment, if it has one, with the namespaces in scope. */
  public Optional<XmlFragment> element() {
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      if (recording.kind(token) == Recording.START) {
        return Optional.of(
            new XmlFragment(recording, token, recording.endOfElement(token), string, inherited));
      }
      string += recording.stringCount(token);
    }
    return Optional.empty();
  }

  /** Returns the local name of the element. The fragment must be one element. */
  public String localName() {
    requireElement();
    return recording.stringAt(firstString + 1);
  }

  /**
   * Estimates how many bytes of memory this fragment keeps reachable: two for each character that
   * was recorded with it or before it, and a share for each event.
   */
  public long retained() {
    return recording.retained();
  }

  /** Returns the content of the element. The fragment must be one element. */
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
   * Returns the child elements of the element, each with the namespaces in scope. The fragment must
   * be one element.
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
   * Resolves a qualified name, {@code prefix:local}, by the namespaces in scope inside the element.
   * The fragment must be one element.
   *
   * @return the name; a name in no namespace with the whole text as local name if the prefix is not
   *     bound
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

  /** Returns whether the fragment has no content, not even text or comments. */
  public boolean isEmpty() {
    return firstToken == endToken;
  }

  /** Returns the attributes of the element in document order. The fragment must be one element. */
  public Map<QName, String> attributes() {
    return attributes((namespace, localName) -> true);
  }

  /**
   * Returns attributes of the element in document order. The fragment must be one element.
   *
   * @param filter selects attributes by namespace (empty if none) and local name
   */
  public Map<QName, String> attributes(BiPredicate<String, String> filter) {
    requireElement();
    int count = recording.attributeCount(firstToken);
    if (count == 0) {
      return Map.of();
    }
    Map<QName, String> attributes = new LinkedHashMap<>();
    int string = firstString + 3 + 2 * recording.namespaceCount(firstToken);
    for (int i = 0; i < count; i++, string += 4) {
      if (filter.test(recording.stringAt(string + 2), recording.stringAt(string + 1))) {
        attributes.put(recording.qName(string), recording.stringAt(string + 3));
      }
    }
    return Collections.unmodifiableMap(attributes);
  }

  /**
   * Returns the element without some of its attributes. The fragment must be one element.
   *
   * @param filter selects the attributes to keep by namespace (empty if none) and local name
   */
  public XmlFragment keeping(BiPredicate<String, String> filter) {
    if (attributes(filter).size() == recording.attributeCount(firstToken)) {
      return this;
    }
    Recording kept = recording.element(firstToken, endToken, firstString, filter);
    return new XmlFragment(kept, 0, endToken - firstToken, 0, inherited);
  }

  /**
   * Returns the value of an attribute of the element. The fragment must be one element.
   *
   * @param namespace the namespace of the attribute; empty if none
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

  /** Returns all text of the fragment and its elements in document order, without comments. */
  public String text() {
    return recording.text(firstToken, endToken, firstString);
  }

  /** Returns whether there are elements after the first event of this fragment. */
  public boolean hasChildElements() {
    for (int token = firstToken + 1; token < endToken; token++) {
      if (recording.kind(token) == Recording.START) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a reader on START_DOCUMENT. END_DOCUMENT follows the last event of this fragment. Each
   * call returns a new reader; a reader is not safe for use by several threads.
   */
  public XMLStreamReader2 reader() {
    return FragmentReader.of(recording, firstToken, endToken, firstString, inherited);
  }

  /**
   * Returns a source for transformers and validators, which can be used once. The namespaces in
   * scope are declared on the outermost elements.
   */
  public Source source() {
    return new StAXSource(new SourceReader(reader(), inherited));
  }

  /**
   * Copies the first element to a new DOM document as its root element. The namespaces in scope are
   * declared on it.
   *
   * @throws java.util.NoSuchElementException if the fragment has no element
   */
  public Element toElement() {
    return HardenedDom.element(element().orElseThrow());
  }

  /**
   * Copies this fragment to a DOM document fragment of a new document. The namespaces in scope are
   * declared on the outermost elements.
   */
  public DocumentFragment toDocumentFragment() {
    return HardenedDom.documentFragment(this);
  }

  /**
   * Returns this fragment as XML text. The namespaces in scope are declared on outermost elements.
   */
  public String toXml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter2 writer = OWN.writer(text);
      writer.writeStartElement(CONTAINER); // a writer requires one root element
      writeTo(writer);
      writer.writeFullEndElement();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Cannot write an XML fragment: " + name(), e);
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
   * Writes the element, replacing some of its attributes. The fragment must be one element.
   *
   * @param keepAttribute selects the attributes to keep by namespace (empty if none) and local name
   * @param moreAttributes writes additional attributes
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeElement(
      XMLStreamWriter2 writer, BiPredicate<String, String> keepAttribute, XmlContent moreAttributes)
      throws XMLStreamException {
    requireElement();
    XMLStreamReader2 reader = reader();
    reader.next();
    InScopeNamespaces lacking = inherited.lackingIn(writer);
    XmlCopier.copyStart(reader, writer, lacking, keepAttribute);
    moreAttributes.writeTo(writer);
    reader.next();
    XmlCopier.copyRest(reader, writer, lacking, 1);
  }

  /** Returns the namespaces in scope around this fragment. Not part of the API. */
  @SuppressWarnings("exports")
  public InScopeNamespaces inScope() {
    return inherited;
  }

  /** Returns the namespaces in scope inside the first event, which is a START_ELEMENT. */
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
        || recording.endOfElement(firstToken) != endToken) {
      throw new IllegalStateException("This fragment is not one element");
    }
  }

  /** Returns {@link #toXml()}. */
  @Override
  public String toString() {
    return toXml();
  }
}
