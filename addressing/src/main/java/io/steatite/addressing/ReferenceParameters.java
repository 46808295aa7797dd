package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Reference parameters as headers (SOAP Binding section 3.3). */
final class ReferenceParameters {
  private static final String MARK = "IsReferenceParameter";

  /**
   * How the namespaces start whose elements mean something to the infrastructure of a receiver:
   * WS-Security, its drafts and tokens; XML Signature and Encryption; WS-Trust and
   * WS-SecureConversation; WS-ReliableMessaging and WS-MakeConnection; WS-Coordination.
   */
  private static final List<String> INFRASTRUCTURE =
      List.of(
          "http://docs.oasis-open.org/wss/",
          "http://schemas.xmlsoap.org/ws/2002/",
          "http://schemas.xmlsoap.org/ws/2003/06/",
          "urn:oasis:names:tc:SAML:",
          "http://www.w3.org/2000/09/xmldsig#",
          "http://www.w3.org/2001/04/xmldsig-more#",
          "http://www.w3.org/2001/04/xmlenc#",
          "http://www.w3.org/2009/xmldsig11#",
          "http://www.w3.org/2009/xmlenc11#",
          "http://docs.oasis-open.org/ws-sx/",
          "http://schemas.xmlsoap.org/ws/2004/04/trust",
          "http://schemas.xmlsoap.org/ws/2005/02/trust",
          "http://schemas.xmlsoap.org/ws/2004/04/sc",
          "http://schemas.xmlsoap.org/ws/2004/04/security/",
          "http://schemas.xmlsoap.org/ws/2005/02/sc",
          "http://docs.oasis-open.org/ws-rx/",
          "http://schemas.xmlsoap.org/ws/2003/02/rm",
          "http://schemas.xmlsoap.org/ws/2003/03/rm",
          "http://schemas.xmlsoap.org/ws/2004/03/rm",
          "http://schemas.xmlsoap.org/ws/2005/02/rm",
          "http://docs.oasis-open.org/ws-tx/",
          "http://schemas.xmlsoap.org/ws/2003/09/wscoor",
          "http://schemas.xmlsoap.org/ws/2004/10/wscoor");

  private ReferenceParameters() {}

  /** Whether a header block is marked as a reference parameter of its receiver. */
  static boolean isMarked(HeaderBlock block, AddressingVersion version) {
    @Nullable XmlFragment element = version.marksReferenceParameters() ? block.element() : null;
    @Nullable String mark = element == null ? null : element.attribute(version.namespace(), MARK);
    return mark != null
        && switch (XmlWhitespace.strip(mark)) {
          case "1", "true" -> true;
          default -> false;
        };
  }

  /** The header that a reference parameter becomes. */
  static HeaderBlock header(XmlFragment element, AddressingVersion version) {
    boolean mark =
        version.marksReferenceParameters() && element.attribute(version.namespace(), MARK) == null;
    return HeaderBlock.of(
        element,
        writer -> {
          if (mark) {
            XmlNames.writeAttribute(writer, mark(version), "true");
          }
        });
  }

  private static QName mark(AddressingVersion version) {
    return new QName(version.namespace(), MARK, AddressingVersion.PREFIX);
  }

  /**
   * Checks a reference to which we are to reply: a peer must not make us write headers of SOAP,
   * addressing, security or reliable messaging in our own name by calling them reference parameters
   * (SOAP Binding section 7).
   *
   * @throws InvalidEndpointReferenceException if a parameter would be such a header, or cannot be
   *     one since it has no namespace
   */
  static EndpointReference requireHarmless(EndpointReference reference, XmlFragment element) {
    Optional<QName> harmful = harmful(reference);
    if (harmful.isPresent()) {
      throw InvalidEndpointReferenceException.invalid(
          element, "has a reference parameter that may not become a header: " + harmful.get());
    }
    return reference;
  }

  /** The name of a parameter that may not become a header, if there is one. */
  static Optional<QName> harmful(EndpointReference reference) {
    for (XmlFragment parameter : reference.references()) {
      QName name = parameter.name().orElseThrow();
      if (isReserved(name.getNamespaceURI())) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isReserved(String namespace) {
    return namespace.isEmpty()
        || INFRASTRUCTURE.stream().anyMatch(namespace::startsWith)
        || SoapVersion.ofNamespace(namespace).isPresent()
        || AddressingVersion.ofNamespace(namespace).isPresent();
  }
}
