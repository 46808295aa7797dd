package io.steatite.envelope;

import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The envelope is of a version the node does not speak here (SOAP 1.2 Part 1 section 2.8). Knows
 * the fault that answers it.
 */
public final class VersionMismatchException extends MalformedMessageException {
  private static final long serialVersionUID = 1;

  VersionMismatchException(
      QName found, Set<SoapVersion> supported, @Nullable SoapVersion foundVersion) {
    super(
        "The envelope "
            + found
            + " is of a version not spoken here; spoken is "
            + supported.stream().sorted().toList(),
        foundVersion,
        null);
  }

  /**
   * The fault that answers it, with the Upgrade header that lists what is spoken here (SOAP 1.2
   * Part 1 section 5.4.7), which that section wants in an answer of either version.
   *
   * @param answer the version the answer is written in
   * @param spoken the versions of the endpoint; listed with the newest first
   */
  public Fault fault(SoapVersion answer, Set<SoapVersion> spoken) {
    return Fault.builder(FaultCode.VERSION_MISMATCH, String.valueOf(getMessage()))
        .header(upgrade(answer, spoken.stream().sorted(Comparator.reverseOrder()).toList()))
        .build();
  }

  private static HeaderBlock upgrade(SoapVersion answer, List<SoapVersion> spoken) {
    String namespace = SoapVersion.SOAP_12.namespace();
    String prefix = answer.namespace().equals(namespace) ? SoapVersion.PREFIX : "upgrade";
    QName envelope = new QName(namespace, "SupportedEnvelope", prefix);
    return HeaderBlock.of(
        new QName(namespace, "Upgrade", prefix),
        writer -> {
          for (SoapVersion version : spoken) {
            XmlNames.writeStart(writer, envelope);
            writer.writeNamespace("v", version.namespace());
            writer.writeAttribute("qname", "v:Envelope");
            writer.writeEndElement();
          }
        });
  }
}
