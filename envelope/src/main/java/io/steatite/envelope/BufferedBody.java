package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.SourceReader;
import io.steatite.internal.ReadStatus;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** A body in memory. It can be read any number of times. */
final class BufferedBody extends Body {
  private final XmlFragment fragment;
  private final @Nullable ReadStatus status;

  /**
   * @param status the status of the message it was received in; null if it was made here
   */
  BufferedBody(XmlFragment fragment, @Nullable ReadStatus status) {
    this.fragment = fragment;
    this.status = status;
  }

  @Override
  public Optional<QName> payload() {
    return fragment.name();
  }

  @Override
  public XMLStreamReader2 reader() throws XMLStreamException {
    XMLStreamReader2 reader = fragment.reader();
    int event;
    do {
      event = reader.next();
    } while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_DOCUMENT);
    return status == null ? reader : new ReportingReader(reader, status);
  }

  @Override
  public Source source() throws XMLStreamException {
    return new StAXSource(new SourceReader(reader(), inScope()));
  }

  @Override
  InScopeNamespaces inScope() {
    return fragment.inScope();
  }

  @Override
  public XmlFragment fragment() {
    return fragment;
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    fragment.writeTo(writer);
  }

  @Override
  public long retained() {
    return fragment.retained();
  }

  @Override
  public Body buffer() {
    return this;
  }

  @Override
  public Optional<RuntimeException> failure() {
    return status == null ? Optional.empty() : status.failure(RuntimeException.class);
  }
}
