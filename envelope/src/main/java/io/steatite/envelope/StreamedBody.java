package io.steatite.envelope;

import io.steatite.LimitExceededException;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlRecorder;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.SourceReader;
import io.steatite.envelope.xml.internal.XmlCopier;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** A body on the stream. It can be taken once. */
final class StreamedBody extends Body {
  private final BodyReader reader;
  private final Optional<QName> payload;
  private final @Nullable XmlRecorder beforePayload;
  private final Supplier<XmlRecorder> recorders;
  private final InScopeNamespaces inScope;
  private @Nullable String taker;

  /**
   * @param reader on the first element of the body, or at its end
   * @param beforePayload white space and comments before the first element; null if there are none
   * @param recorders makes the recorder that takes the content into memory
   * @param inScope the namespace bindings around the content
   */
  StreamedBody(
      BodyReader reader,
      Optional<QName> payload,
      @Nullable XmlRecorder beforePayload,
      Supplier<XmlRecorder> recorders,
      InScopeNamespaces inScope) {
    this.reader = reader;
    this.payload = payload;
    this.beforePayload = beforePayload;
    this.recorders = recorders;
    this.inScope = inScope;
  }

  @Override
  public Optional<QName> payload() {
    return payload;
  }

  @Override
  public XMLStreamReader2 reader() {
    return take("reader()");
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    XMLStreamReader2 rest = take("writeTo()");
    if (beforePayload != null) {
      beforePayload.recorded().writeTo(writer);
    }
    XmlCopier.copyRest(rest, writer, inScope);
  }

  @Override
  public Source source() throws XMLStreamException {
    return new StAXSource(new SourceReader(take("source()"), inScope));
  }

  @Override
  public XmlFragment fragment() throws XMLStreamException {
    return record("fragment()");
  }

  @Override
  public Body buffer() throws XMLStreamException {
    return new BufferedBody(record("buffer()"), reader.status());
  }

  private XmlFragment record(String by) throws XMLStreamException {
    XMLStreamReader2 rest = take(by);
    XmlRecorder recorder = beforePayload != null ? beforePayload : recorders.get();
    try {
      return recorder.recordRest(rest);
    } catch (LimitExceededException e) {
      throw reader.failed(e);
    }
  }

  @Override
  public Optional<RuntimeException> failure() {
    return reader.failure();
  }

  @Override
  InScopeNamespaces inScope() {
    return inScope;
  }

  @Override
  public boolean isOnStream() {
    return true;
  }

  private XMLStreamReader2 take(String by) {
    reader.requireReadable();
    if (taker != null) {
      throw new IllegalStateException(
          "The body is on the stream and was taken by Body."
              + taker
              + " already; call buffer() first to read it more than once");
    }
    taker = by;
    return reader;
  }
}
