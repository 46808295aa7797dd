package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/** Writes and reads the Fault element of one SOAP version. */
interface FaultFormat {
  /**
   * Checks that the version can express the fault.
   *
   * @throws IllegalArgumentException if it cannot
   */
  default void check(Fault fault) {}

  /** Writes the whole Fault element. */
  void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer) throws XMLStreamException;

  /**
   * Reads the Fault element. Missing and unknown children are accepted.
   *
   * @throws MalformedMessageException if it holds something that the version forbids
   */
  Fault read(XmlFragment fault, SoapVersion version);
}
