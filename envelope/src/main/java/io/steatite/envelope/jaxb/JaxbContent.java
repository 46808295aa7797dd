package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/** Content that marshals an object each time it is written. */
record JaxbContent(JAXBContext context, Object value) implements XmlContent {
  @Override
  public Optional<QName> name() {
    return Optional.ofNullable(context.createJAXBIntrospector().getElementName(value));
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    try {
      Marshaller marshaller = context.createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
      if (writer instanceof BinaryContentWriter) {
        IncludeWriter includes = new IncludeWriter(writer);
        marshaller.setAttachmentMarshaller(includes.attachments());
        marshaller.marshal(value, UnqualifiedWriter.of(includes));
      } else {
        marshaller.marshal(value, UnqualifiedWriter.of(writer));
      }
    } catch (JAXBException e) {
      throw e.getLinkedException() instanceof XMLStreamException broken
          ? broken
          : new XMLStreamException("Cannot marshal an object of " + value.getClass(), e);
    }
  }
}
