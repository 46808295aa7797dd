package io.steatite.envelope;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.internal.ReadStatus;
import jakarta.activation.DataSource;
import java.lang.reflect.Proxy;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Shows the content of a body as a document: END_DOCUMENT comes at the end of the body, after the
 * rest of the envelope was checked. Exceptions of the parser become {@link
 * MalformedMessageException}.
 */
final class BodyReader extends ReportingReader implements BinaryContentReader {
  private static final int BODY_DEPTH = 2;

  private static final String READ_ON =
      "The rest of the message was read to check it, as the stack does when an operation has"
          + " returned. Take the body before that; buffer() it to use it later; answer with"
          + " Body.once(...) if the answer reads from the request while it is written";

  /** Replaces the parser when the rest was read. Every call fails and says why. */
  private static final XMLStreamReader2 GONE =
      (XMLStreamReader2)
          Proxy.newProxyInstance(
              BodyReader.class.getClassLoader(),
              new Class<?>[] {XMLStreamReader2.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException(READ_ON);
              });

  private final SoapVersion version;
  private final @Nullable BinaryContentReader binary;
  private boolean hasChild;
  private boolean ended;

  /**
   * @param reader on the START_ELEMENT of the body
   */
  BodyReader(XMLStreamReader2 reader, SoapVersion version, ReadStatus status) {
    super(reader, status);
    this.version = version;
    this.binary = reader instanceof BinaryContentReader source ? source : null;
  }

  @Override
  public int next() {
    if (ended) {
      throw new NoSuchElementException("The body ends here");
    }
    try {
      return check(_delegate2.next());
    } catch (XMLStreamException e) {
      throw failed(MalformedMessageException.of(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private int check(int event) throws XMLStreamException {
    switch (event) {
      case START_ELEMENT:
        if (_delegate2.getDepth() == BODY_DEPTH + 1) {
          checkChild();
        }
        return event;
      case END_ELEMENT:
        return _delegate2.getDepth() == BODY_DEPTH ? end() : event;
      case CHARACTERS:
      case CDATA:
        if (_delegate2.getDepth() == BODY_DEPTH && !_delegate2.isWhiteSpace()) {
          throw malformed("The Body may hold no text (SOAP 1.2 Part 1 section 5.3)");
        }
        return event;
      case PROCESSING_INSTRUCTION:
      case ENTITY_REFERENCE:
        throw malformed(
            "An envelope may not hold a processing instruction or entity reference"
                + " (SOAP 1.2 Part 1 section 5)");
      default:
        return event;
    }
  }

  /**
   * Refuses a Fault beside another element. A Fault that comes first is checked by the {@link
   * EnvelopeReader}.
   */
  private void checkChild() {
    if (hasChild
        && _delegate2.getLocalName().equals("Fault")
        && version.namespace().equals(_delegate2.getNamespaceURI())) {
      throw malformed("A Fault must be alone in the Body (SOAP 1.2 Part 1 section 5.4)");
    }
    hasChild = true;
  }

  private MalformedMessageException malformed(String what) {
    return MalformedMessageException.at(_delegate2, what);
  }

  private int end() throws XMLStreamException {
    EnvelopeReader.readEpilogue(_delegate2);
    ended = true;
    return END_DOCUMENT;
  }

  @Override
  public int nextTag() {
    int event = nextTagOrEnd();
    if (event == END_DOCUMENT) {
      throw failed(malformed("Expected a tag, found the body's end"));
    }
    return event;
  }

  /** Skips comments and white space up to the next tag or the end of the body. */
  int nextTagOrEnd() {
    int event = next();
    while (event != START_ELEMENT && event != END_ELEMENT && event != END_DOCUMENT) {
      if (event != COMMENT && !XmlWhitespace.isBlank(getText())) {
        throw failed(malformed("Expected a tag, found text"));
      }
      event = next();
    }
    return event;
  }

  /**
   * Reads and checks the rest of the body and of the envelope. If anything was left, this reader
   * cannot be used afterwards.
   *
   * @throws RuntimeException the failure of this reading or of an earlier one
   */
  void requireEnd() {
    requireIntact();
    if (ended || isGone()) {
      return;
    }
    while (!ended) {
      next();
    }
    ended = false;
    setParent(GONE);
  }

  /**
   * Reads and checks the rest if it is small.
   *
   * @return whether the end was reached
   */
  boolean requireEndWithin(int characters) {
    long end = offset() + characters;
    while (!ended && offset() < end) {
      next();
    }
    return ended;
  }

  private long offset() {
    return _delegate2.getLocationInfo().getStartingCharOffset();
  }

  /** Returns whether the payload was read to its end without a failure. */
  boolean isPayloadRead() {
    return isIntact()
        && (ended || (getEventType() == END_ELEMENT && _delegate2.getDepth() == BODY_DEPTH + 1));
  }

  private boolean isGone() {
    return _delegate2 == GONE;
  }

  /**
   * Checks that the body can still be read.
   *
   * @throws IllegalStateException if the rest of it was read to check it
   */
  void requireReadable() {
    if (isGone()) {
      throw new IllegalStateException(READ_ON);
    }
  }

  @Override
  public int getEventType() {
    return ended ? END_DOCUMENT : _delegate2.getEventType();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public @Nullable DataSource takeBinaryContent() {
    if (binary == null || isGone()) {
      return null;
    }
    try {
      return binary.takeBinaryContent();
    } catch (XMLStreamException e) {
      throw failed(MalformedMessageException.of(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public DataSource getElementAsDataSource() {
    return access(() -> BinaryContent.read(_delegate2));
  }

  /**
   * Returns how reading the message failed, in this reader or in binary content that it handed out.
   */
  @Override
  public Optional<RuntimeException> failure() {
    return status()
        .failure(RuntimeException.class)
        .or(() -> binary == null ? Optional.empty() : binary.failure());
  }

  /** Does nothing, since the message closes the stream. */
  @Override
  public void close() {}

  @Override
  public void closeCompletely() {}
}
