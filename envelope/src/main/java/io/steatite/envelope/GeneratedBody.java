package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** A body written by code of ours or of the user, each time it is needed. */
final class GeneratedBody extends Body {
  private final Optional<QName> payload;
  private final XmlContent content;

  GeneratedBody(Optional<QName> payload, XmlContent content) {
    this.payload = payload;
    this.content = content;
  }

  @Override
  public Optional<QName> payload() {
    return payload;
  }

  @Override
  public XMLStreamReader2 reader() throws XMLStreamException {
    return buffer().reader();
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    content.writeTo(writer);
  }

  @Override
  public Source source() throws XMLStreamException {
    return buffer().source();
  }

  @Override
  public XmlFragment fragment() throws XMLStreamException {
    return XmlFragment.of(content);
  }

  @Override
  public Body buffer() throws XMLStreamException {
    return new BufferedBody(fragment(), null);
  }
}
