package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * The content of a SOAP body: still on the stream, kept in memory, or made by a writer.
 *
 * <p>A body on the stream can be taken once, by {@link #reader()}, {@link #writeTo} or {@link
 * #buffer()}; asking again is an error that names who was first. The other two can be taken any
 * number of times. Not safe for use by several threads while it is on the stream.
 */
public abstract sealed class Body permits StreamedBody, BufferedBody, GeneratedBody {
  private static final Body EMPTY = new GeneratedBody(Optional.empty(), XmlContent.EMPTY);

  Body() {}

  /** A body without content. */
  public static Body empty() {
    return EMPTY;
  }

  /**
   * A body that holds one element.
   *
   * @param payload its name; the prefix, if it has one, is used on the wire
   * @param content writes attributes and children of the element, each time the body is needed; it
   *     may not read from a request that it answers, see {@link #once(QName, XmlContent)}
   */
  public static Body of(QName payload, XmlContent content) {
    return new GeneratedBody(Optional.of(payload), element(payload, content));
  }

  private static XmlContent element(QName name, XmlContent content) {
    return writer -> {
      XmlNames.writeStart(writer, name);
      content.writeTo(writer);
      writer.writeEndElement();
    };
  }

  /**
   * A body that holds one element with text.
   *
   * @param payload its name; the prefix, if it has one, is used on the wire
   */
  public static Body of(QName payload, String text) {
    return of(payload, writer -> writer.writeCharacters(text));
  }

  /**
   * A body that holds what the content writes, each time the body is needed. The content may not
   * read from a request that it answers: the stack has read that to its end by then. See {@link
   * #once(XmlContent)}.
   */
  public static Body of(XmlContent content) {
    return new GeneratedBody(content.name(), content);
  }

  /**
   * A body that holds what the content writes, and that can be taken once, since the content reads
   * from a stream: from the body of the request that is answered, for example.
   */
  public static Body once(XmlContent content) {
    return GeneratedBody.once(content.name(), content);
  }

  /**
   * A body that holds one element whose content can be written once, since it comes from a stream.
   *
   * @param payload its name; the prefix, if it has one, is used on the wire
   * @param content writes attributes and children of the element
   */
  public static Body once(QName payload, XmlContent content) {
    return GeneratedBody.once(Optional.of(payload), element(payload, content));
  }

  /** A body that holds the fragment. */
  public static Body of(XmlFragment fragment) {
    return new BufferedBody(fragment, null);
  }

  /** The name of the first element in the body, as far as it is known without reading on. */
  public abstract Optional<QName> payload();

  /**
   * Takes the body as a reader that stands on the first element's START_ELEMENT; END_DOCUMENT
   * follows the last event of the body. An empty body is on END_DOCUMENT at once.
   *
   * <p>A reader of a received message throws {@link MalformedMessageException} where the envelope
   * is broken and {@code LimitExceededException} where it is too large.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if it was on the stream and somebody else took it
   */
  public abstract XMLStreamReader2 reader() throws XMLStreamException;

  /**
   * Takes the body by writing its content to the writer, inside the element just started.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   * @throws IllegalStateException if it was on the stream and somebody else took it
   */
  public abstract void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;

  /**
   * Takes the first element of the body as a source, to be used once; the bindings around the body
   * are declared on it.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if it is empty, or was on the stream and somebody else took it
   */
  public abstract Source source() throws XMLStreamException;

  /**
   * Takes the body into memory, to be read as DOM, as text, as elements.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if it was on the stream and somebody else took it
   */
  public abstract XmlFragment fragment() throws XMLStreamException;

  /** What is in scope around the content of a received body. */
  InScopeNamespaces inScope() {
    return InScopeNamespaces.NONE;
  }

  /**
   * Whether the body is on the stream, or was, so that it can be taken only once: that of a
   * received message, and one of {@link #once(XmlContent)}.
   */
  public boolean isOnStream() {
    return false;
  }

  /**
   * About how many bytes of memory a body in memory holds; 0 for one on the stream, or made by a
   * writer.
   */
  public long retained() {
    return 0;
  }

  /**
   * Takes the body into memory.
   *
   * @return a body that can be read any number of times
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if it was on the stream and somebody else took it
   */
  public abstract Body buffer() throws XMLStreamException;

  /**
   * What went wrong while the message was read that the body came in, be it the body or a header
   * block, if something did: the very exception that a reader threw.
   */
  public Optional<RuntimeException> failure() {
    return Optional.empty();
  }
}
