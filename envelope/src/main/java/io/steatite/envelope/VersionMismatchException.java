package io.steatite.envelope;

import io.steatite.envelope.xml.XmlNames;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The envelope is of a version the node does not speak here (SOAP 1.2 Part 1 section 2.8). Knows
 * the fault that answers it.
 */
public final class VersionMismatchException extends MalformedMessageException {
  private static final long serialVersionUID = 1;

  private final transient Set<SoapVersion> supported;

  VersionMismatchException(
      QName found, Set<SoapVersion> supported, @Nullable SoapVersion foundVersion) {
    super(
        "The envelope " + found + " is of a version not spoken here; spoken is " + supported,
        foundVersion,
        null);
    this.supported = Set.copyOf(supported);
  }

  /**
   * The fault that answers it, with the Upgrade header that lists what is spoken here (SOAP 1.2
   * Part 1 section 5.4.7), which that section wants in an answer of either version.
   *
   * @param answer the version the answer is written in
   */
  public Fault fault(SoapVersion answer) {
    return Fault.builder(FaultCode.VERSION_MISMATCH, String.valueOf(getMessage()))
        .header(upgrade(answer))
        .build();
  }

  private HeaderBlock upgrade(SoapVersion answer) {
    String namespace = SoapVersion.SOAP_12.namespace();
    String prefix = answer.namespace().equals(namespace) ? SoapVersion.PREFIX : "upgrade";
    QName envelope = new QName(namespace, "SupportedEnvelope", prefix);
    return HeaderBlock.of(
        new QName(namespace, "Upgrade", prefix),
        writer -> {
          for (SoapVersion version : supported) {
            XmlNames.writeStart(writer, envelope);
            writer.writeNamespace("v", version.namespace());
            writer.writeAttribute("qname", "v:Envelope");
            writer.writeEndElement();
          }
        });
  }
}
