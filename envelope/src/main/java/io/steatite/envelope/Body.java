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
 * The content of a SOAP body. It is on the stream, in memory, or written by an {@link XmlContent}.
 *
 * <p>A body on the stream can be taken once, by {@link #reader()}, {@link #writeTo}, {@link
 * #source()}, {@link #fragment()} or {@link #buffer()}. Taking it again is an error whose text
 * names the first method. Other bodies can be taken any number of times. A body on the stream
 * belongs to one thread at a time.
 */
public abstract sealed class Body permits StreamedBody, BufferedBody, GeneratedBody {
  private static final Body EMPTY = new GeneratedBody(Optional.empty(), XmlContent.EMPTY);

  Body() {}

  /** Returns a body without content. */
  public static Body empty() {
    return EMPTY;
  }

  /**
   * Returns a body that holds one element.
   *
   * @param payload the name of the element; its prefix, if it has one, is used on the wire
   * @param content writes attributes and children of the element, each time the body is needed. It
   *     must not read from the request that it answers, see {@link #once(QName, XmlContent)}
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
   * Returns a body that holds one element with text.
   *
   * @param payload the name of the element; its prefix, if it has one, is used on the wire
   */
  public static Body of(QName payload, String text) {
    return of(payload, writer -> writer.writeCharacters(text));
  }

  /**
   * Returns a body that holds what the content writes, each time the body is needed. The content
   * must not read from the request that it answers, since the stack has read that to its end by
   * then; see {@link #once(XmlContent)}.
   */
  public static Body of(XmlContent content) {
    return new GeneratedBody(content.name(), content);
  }

  /**
   * Returns a body that holds what the content writes, and that can be taken once. For content that
   * reads from a stream, such as the body of the request that it answers.
   */
  public static Body once(XmlContent content) {
    return GeneratedBody.once(content.name(), content);
  }

  /**
   * Returns a body that holds one element and that can be taken once. For content that reads from a
   * stream, such as the body of the request that it answers.
   *
   * @param payload the name of the element; its prefix, if it has one, is used on the wire
   * @param content writes attributes and children of the element
   */
  public static Body once(QName payload, XmlContent content) {
    return GeneratedBody.once(Optional.of(payload), element(payload, content));
  }

  /** Returns a body that holds the fragment. */
  public static Body of(XmlFragment fragment) {
    return new BufferedBody(fragment, null);
  }

  /**
   * Returns the name of the first element in the body, as far as it is known without reading on.
   */
  public abstract Optional<QName> payload();

  /**
   * Takes the body as a reader. The reader is on the START_ELEMENT of the first element, or on
   * END_DOCUMENT if the body is empty; END_DOCUMENT follows the last event of the body.
   *
   * <p>A reader of a received message throws {@link MalformedMessageException} where the envelope
   * is malformed and {@code LimitExceededException} where it exceeds a limit.
   *
   * @throws XMLStreamException if the content of the body cannot be written to memory
   * @throws IllegalStateException if the body was on the stream and was taken already
   */
  public abstract XMLStreamReader2 reader() throws XMLStreamException;

  /**
   * Takes the body by writing its content to the writer, inside the current element.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   * @throws IllegalStateException if the body was on the stream and was taken already
   */
  public abstract void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;

  /**
   * Takes the first element of the body as a source, which can be used once. The namespace bindings
   * around the body are declared on the element.
   *
   * @throws XMLStreamException if the content of the body cannot be written to memory
   * @throws IllegalStateException if the body is empty, or was on the stream and was taken already
   */
  public abstract Source source() throws XMLStreamException;

  /**
   * Takes the body into memory, to be read as DOM, as text or as elements.
   *
   * @throws XMLStreamException if the content of the body cannot be written to memory
   * @throws IllegalStateException if the body was on the stream and was taken already
   */
  public abstract XmlFragment fragment() throws XMLStreamException;

  /** Returns the namespace bindings around the content of a received body. */
  InScopeNamespaces inScope() {
    return InScopeNamespaces.NONE;
  }

  /**
   * Returns whether the body is or was on the stream, so that it can be taken only once: the body
   * of a received message, and one of {@link #once(XmlContent)}.
   */
  public boolean isOnStream() {
    return false;
  }

  /** Returns about how many bytes of memory a body in memory holds; 0 for any other body. */
  public long retained() {
    return 0;
  }

  /**
   * Takes the body into memory.
   *
   * @return a body that can be read any number of times
   * @throws XMLStreamException if the content of the body cannot be written to memory
   * @throws IllegalStateException if the body was on the stream and was taken already
   */
  public abstract Body buffer() throws XMLStreamException;

  /**
   * Returns the exception with which reading the message of this body failed last, in the body or
   * in a header block; empty if reading has not failed, or the body was not received.
   */
  public Optional<RuntimeException> failure() {
    return Optional.empty();
  }
}
