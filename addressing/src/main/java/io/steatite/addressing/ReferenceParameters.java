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

/** Converts reference parameters to headers and checks them (SOAP Binding section 3.3). */
final class ReferenceParameters {
  private static final String MARK = "IsReferenceParameter";

  /**
   * Starts of the namespaces whose headers the infrastructure of a receiver interprets: WS-Security
   * with its drafts and tokens, XML Signature and Encryption, WS-Trust and WS-SecureConversation,
   * WS-ReliableMessaging and WS-MakeConnection, WS-Coordination.
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

  /** Returns whether a header block carries IsReferenceParameter with the value true. */
  static boolean isMarked(HeaderBlock block, AddressingVersion version) {
    @Nullable XmlFragment element = version.marksReferenceParameters() ? block.element() : null;
    @Nullable String mark = element == null ? null : element.attribute(version.namespace(), MARK);
    return mark != null
        && switch (XmlWhitespace.strip(mark)) {
          case "1", "true" -> true;
          default -> false;
        };
  }

  /** Returns the header for a reference parameter. */
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
   * Checks the reference parameters of an endpoint to which this process replies. They become
   * headers of the reply, so a peer could otherwise make this process send headers of SOAP,
   * WS-Addressing, WS-Security or reliable messaging in its own name (SOAP Binding section 7).
   *
   * @param element the element of the reference, for the message of the exception
   * @throws InvalidEndpointReferenceException if a parameter is such a header, or has no namespace
   */
  static EndpointReference requireHarmless(EndpointReference reference, XmlFragment element) {
    Optional<QName> harmful = harmful(reference);
    if (harmful.isPresent()) {
      throw InvalidEndpointReferenceException.invalid(
          element, "has a reference parameter that must not become a header: " + harmful.get());
    }
    return reference;
  }

  /** Returns the name of the first reference parameter that must not become a header. */
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
