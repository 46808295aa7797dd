package io.steatite.envelope;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlNames;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * Writes an envelope. The Header element is written only if there are header blocks. Prefixes of
 * blocks that were made here are declared once on the envelope, as WCF does; the namespace bindings
 * around received content are declared once around it. For implementers of {@code MessageEncoder}.
 */
public final class EnvelopeWriter {
  private final XMLStreamWriter2 writer;
  private final SoapVersion version;

  private EnvelopeWriter(XMLStreamWriter2 writer, SoapVersion version) {
    this.writer = writer;
    this.version = version;
  }

  /**
   * Writes the envelope. The caller writes the XML declaration, flushes and closes.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void write(Message message, XMLStreamWriter2 writer) throws XMLStreamException {
    new EnvelopeWriter(writer, message.version()).write(message);
  }

  private void write(Message message) throws XMLStreamException {
    Headers headers = message.headers();
    EnvelopeFrame frame = message.frame();
    start("Envelope", InScopeNamespaces.NONE, frame.envelope());
    declarePrefixes(headers);
    if (!headers.isEmpty()) {
      start("Header", headers.inScope(), frame.header());
      for (HeaderBlock block : headers) {
        block.writeTo(writer, version);
      }
      writer.writeEndElement();
    }
    start("Body", message.body().inScope(), frame.body());
    message.body().writeTo(writer);
    writer.writeEndElement();
    writer.writeEndElement();
  }

  private void declarePrefixes(Headers headers) throws XMLStreamException {
    String last = "";
    for (HeaderBlock block : headers) {
      String prefix = block.name().getPrefix();
      if (block.element() == null && !prefix.equals(last) && !prefix.isEmpty()) {
        XmlNames.declareUnlessUsed(writer, prefix, block.name().getNamespaceURI());
        last = prefix;
      }
    }
  }

  /**
   * Starts an element of the envelope. Its prefix is one that neither its attributes nor the
   * received content in it bind to another namespace. If the attributes and the content come from
   * different messages, only the bindings of the attributes are declared here, and the content
   * declares its own.
   *
   * @param inside the bindings around the received content
   */
  private void start(String localName, InScopeNamespaces inside, TagAttributes attributes)
      throws XMLStreamException {
    start(
        writer,
        version.namespace(),
        localName,
        attributes.isEmpty() ? inside : attributes.inScope());
    attributes.writeTo(writer);
  }

  /**
   * Starts an element of SOAP under a prefix that the bindings do not use for another namespace,
   * and declares the bindings on it.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  static void start(
      XMLStreamWriter2 writer, String namespace, String localName, InScopeNamespaces inScope)
      throws XMLStreamException {
    String prefix = SoapVersion.PREFIX;
    while (meansOther(inScope.namespace(prefix), namespace)) {
      prefix += '_';
    }
    XmlNames.writeStart(writer, prefix, localName, namespace);
    inScope.declareOn(writer);
  }

  private static boolean meansOther(@Nullable String bound, String namespace) {
    return bound != null && !bound.equals(namespace);
  }
}
