package io.steatite.envelope;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Writes an envelope: the header element only if there are blocks, prefixes of blocks made here
 * declared once on the envelope, as WCF does it.
 */
public final class EnvelopeWriter {
  private EnvelopeWriter() {}

  /**
   * Writes the whole envelope. XML declaration, flushing and closing are the caller's.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void write(Message message, XMLStreamWriter2 writer) throws XMLStreamException {
    SoapVersion version = message.version();
    writer.writeStartElement(SoapVersion.PREFIX, "Envelope", version.namespace());
    writer.writeNamespace(SoapVersion.PREFIX, version.namespace());
    declarePrefixes(message.headers(), version, writer);
    if (!message.headers().isEmpty()) {
      writer.writeStartElement(SoapVersion.PREFIX, "Header", version.namespace());
      for (HeaderBlock block : message.headers()) {
        block.writeTo(writer, version);
      }
      writer.writeEndElement();
    }
    writer.writeStartElement(SoapVersion.PREFIX, "Body", version.namespace());
    message.body().writeTo(writer);
    writer.writeEndElement();
    writer.writeEndElement();
  }

  private static void declarePrefixes(Headers headers, SoapVersion version, XMLStreamWriter2 writer)
      throws XMLStreamException {
    if (headers.isEmpty()) {
      return;
    }
    Map<String, String> declared = new HashMap<>();
    declared.put(SoapVersion.PREFIX, version.namespace());
    for (HeaderBlock block : headers) {
      String prefix = block.name().getPrefix();
      String namespace = block.name().getNamespaceURI();
      if (!prefix.isEmpty() && declared.putIfAbsent(prefix, namespace) == null) {
        writer.writeNamespace(prefix, namespace);
      }
    }
  }
}
