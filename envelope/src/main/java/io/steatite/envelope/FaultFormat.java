package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/** How one version writes and reads the Fault element. */
interface FaultFormat {
  /** Writes the whole Fault element. */
  void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer) throws XMLStreamException;

  /** Reads the Fault element, tolerant of what is missing or too much. */
  Fault read(XmlFragment fault, SoapVersion version);
}
