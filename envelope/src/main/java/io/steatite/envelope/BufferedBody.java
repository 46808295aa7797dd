package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** A body in memory. */
final class BufferedBody extends Body {
  private final XmlFragment fragment;

  BufferedBody(XmlFragment fragment) {
    this.fragment = fragment;
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
    return reader;
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
