package io.steatite.envelope;

import io.steatite.SteatiteException;
import io.steatite.envelope.xml.internal.TypedAccess;
import io.steatite.internal.ReadStatus;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.TypedXMLStreamException;

/**
 * Turns the exceptions of a parser in whole-element and typed access into {@link
 * MalformedMessageException}, and records them in the message, so that its sender is blamed for a
 * wrong value.
 */
class ReportingReader extends TypedAccess {
  private final ReadStatus status;

  /** Failures after which this reader cannot go on. A value of another type is not one of them. */
  private final ReadStatus own = new ReadStatus();

  /**
   * @param status the status of the message that is read
   */
  ReportingReader(XMLStreamReader2 reader, ReadStatus status) {
    super(reader);
    this.status = status;
  }

  @Override
  protected final <T> T access(Reading<T> reading) {
    try {
      return reading.read();
    } catch (XMLStreamException e) {
      throw failed(MalformedMessageException.of(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /** Records a failure of reading and returns it, for the caller to throw. */
  final RuntimeException failed(RuntimeException e) {
    if (e instanceof SteatiteException && !(e.getCause() instanceof TypedXMLStreamException)) {
      own.fail(e);
    }
    return status.fail(e);
  }

  /** Returns whether this reader can go on: nothing but values of another type was wrong so far. */
  final boolean isIntact() {
    return own.failure(RuntimeException.class).isEmpty();
  }

  /** Throws the failure after which this reader cannot go on, in case user code has caught it. */
  final void requireIntact() {
    own.failure(RuntimeException.class)
        .ifPresent(
            e -> {
              throw e;
            });
  }

  /** Returns the status of the message that is read. */
  final ReadStatus status() {
    return status;
  }

  @Override
  public String getText() {
    return access(_delegate2::getText);
  }

  @Override
  public char[] getTextCharacters() {
    return access(_delegate2::getTextCharacters);
  }

  @Override
  public int getTextCharacters(int sourceStart, char[] target, int targetStart, int length) {
    return access(() -> _delegate2.getTextCharacters(sourceStart, target, targetStart, length));
  }

  @Override
  public int getTextLength() {
    return access(_delegate2::getTextLength);
  }

  @Override
  public int nextTag() {
    return access(_delegate2::nextTag);
  }

  @Override
  public void skipElement() {
    access(
        () -> {
          _delegate2.skipElement();
          return this;
        });
  }
}
