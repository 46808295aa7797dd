package io.steatite.envelope;

import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The envelope is of a SOAP version that is not supported here (SOAP 1.2 Part 1 section 2.8). */
public final class VersionMismatchException extends MalformedMessageException {
  private static final long serialVersionUID = 1;

  VersionMismatchException(
      QName found, Set<SoapVersion> supported, @Nullable SoapVersion foundVersion) {
    super(
        "The envelope "
            + found
            + " is of a version that is not supported here; supported is "
            + supported.stream().sorted().toList(),
        foundVersion,
        null);
  }

  /**
   * Returns the fault that answers the envelope. It comes with an Upgrade header block that lists
   * the supported versions, in answers of either version (SOAP 1.2 Part 1 section 5.4.7).
   *
   * @param answer the version that the answer is written in
   * @param supported the versions of the endpoint; listed with the newest first
   */
  public Fault fault(SoapVersion answer, Set<SoapVersion> supported) {
    return Fault.builder(FaultCode.VERSION_MISMATCH, String.valueOf(getMessage()))
        .header(upgrade(answer, supported.stream().sorted(Comparator.reverseOrder()).toList()))
        .build();
  }

  private static HeaderBlock upgrade(SoapVersion answer, List<SoapVersion> supported) {
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
