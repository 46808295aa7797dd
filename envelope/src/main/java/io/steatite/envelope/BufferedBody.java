package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** A body in memory. */
final class BufferedBody extends Body {
  private final XmlFragment fragment;
  private final boolean received;

  /**
   * @param received whether wrong values in it are the sender's doing
   */
  BufferedBody(XmlFragment fragment, boolean received) {
    this.fragment = fragment;
    this.received = received;
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
    return received ? new ReportingReader(reader) : reader;
  }

  @Override
  public Source source() {
    return fragment.source();
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
  public Body buffer() {
    return this;
  }
}
