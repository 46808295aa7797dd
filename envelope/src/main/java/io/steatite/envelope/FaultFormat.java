package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/** How one version writes and reads the Fault element. */
interface FaultFormat {
  /**
   * Does nothing if the fault can be written as it is.
   *
   * @throws IllegalArgumentException if it says what the version does not let it say
   */
  default void check(Fault fault) {}

  /** Writes the whole Fault element. */
  void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer) throws XMLStreamException;

  /**
   * Reads the Fault element, tolerant of what is missing or too much.
   *
   * @throws MalformedMessageException if it holds what the version forbids there
   */
  Fault read(XmlFragment fault, SoapVersion version);
}
