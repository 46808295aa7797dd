package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** A body that is written by a content, each time it is needed or only once. */
final class GeneratedBody extends Body {
  private final Optional<QName> payload;
  private final XmlContent content;
  private final boolean onStream;

  /** Makes a body that can be written any number of times. */
  GeneratedBody(Optional<QName> payload, XmlContent content) {
    this(payload, content, false);
  }

  private GeneratedBody(Optional<QName> payload, XmlContent content, boolean onStream) {
    this.payload = payload;
    this.content = content;
    this.onStream = onStream;
  }

  /** Returns a body whose content comes from a stream, so that it can be written once. */
  static GeneratedBody once(Optional<QName> payload, XmlContent content) {
    AtomicBoolean taken = new AtomicBoolean();
    XmlContent first =
        writer -> {
          if (taken.getAndSet(true)) {
            throw new IllegalStateException(
                "The body was made by Body.once(...) and was written already; call buffer() first to"
                    + " use it more than once");
          }
          content.writeTo(writer);
        };
    return new GeneratedBody(payload, first, true);
  }

  @Override
  public boolean isOnStream() {
    return onStream;
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
