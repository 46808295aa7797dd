package io.steatite.envelope;

import io.steatite.SteatiteException;
import io.steatite.envelope.xml.internal.TypedAccess;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.TypedXMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a parser complains about while it reads whole elements into {@link
 * MalformedMessageException}, and remembers it, so that a wrong value is known as the sender's
 * doing.
 */
class ReportingReader extends TypedAccess {
  private final Complaints complaints;
  private @Nullable RuntimeException broken;

  /**
   * @param complaints of the message that is read
   */
  ReportingReader(XMLStreamReader2 reader, Complaints complaints) {
    super(reader);
    this.complaints = complaints;
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

  /** Remembers a failure of reading. To be thrown by the caller. */
  final RuntimeException failed(RuntimeException e) {
    if (e instanceof SteatiteException && !(e.getCause() instanceof TypedXMLStreamException)) {
      broken = e;
    }
    return complaints.add(e);
  }

  /** Whether nothing was found wrong so far, but for values of another type than asked for. */
  final boolean isIntact() {
    return broken == null;
  }

  /** Throws what was found wrong, in case user code has caught it. */
  final void requireIntact() {
    if (broken != null) {
      throw broken;
    }
  }

  /** Those of the message that is read. */
  final Complaints complaints() {
    return complaints;
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
