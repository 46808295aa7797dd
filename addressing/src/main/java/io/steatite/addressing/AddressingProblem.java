package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Headers;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The details of a received addressing fault (SOAP Binding section 6; 2004/08 section 4). SOAP 1.2
 * carries them in the detail of the fault, SOAP 1.1 in a header. All components but {@code version}
 * and {@code code} are absent from many faults.
 *
 * @param version the version that defines the fault
 * @param code the most specific code of that version in the fault, for example InvalidCardinality
 * @param header the name of the missing or invalid header
 * @param iri the address that cannot be reached
 * @param action the action that is not supported
 * @param retryAfter the time to wait before the message is sent again
 */
public record AddressingProblem(
    AddressingVersion version,
    String code,
    Optional<QName> header,
    Optional<String> iri,
    Optional<String> action,
    Optional<Duration> retryAfter) {

  /**
   * Returns the addressing problem of a fault that was received as a reply; empty for other faults.
   */
  public static Optional<AddressingProblem> in(FaultException received) {
    return in(received.fault(), received.headers());
  }

  /**
   * Returns the addressing problem of a fault; empty for other faults.
   *
   * @param headers the headers of the message that contains the fault
   */
  public static Optional<AddressingProblem> in(Fault fault, Headers headers) {
    List<QName> codes = fault.code().subcodes();
    for (int i = codes.size() - 1; i >= 0; i--) {
      Optional<AddressingVersion> version =
          AddressingVersion.ofNamespace(codes.get(i).getNamespaceURI());
      if (version.isPresent()) {
        Detail detail = new Detail(version.get(), fault, headers);
        return Optional.of(detail.problem(detail.subsubcode().orElse(codes.get(i).getLocalPart())));
      }
    }
    return Optional.empty();
  }

  /** The elements with details, from the detail of the fault and from the FaultDetail header. */
  private record Detail(AddressingVersion version, List<XmlFragment> elements) {
    Detail(AddressingVersion version, Fault fault, Headers headers) {
      this(
          version,
          Stream.concat(
                  fault.detailFragment().stream(),
                  headers.find(version.name(AddressingVersion.FAULT_DETAIL)).stream()
                      .map(block -> block.content()))
              .flatMap(content -> elements(content).stream())
              .toList());
    }

    /** Returns the top-level elements. */
    private static List<XmlFragment> elements(XmlFragment content) {
      try {
        return XmlFragment.of(
                writer -> {
                  writer.writeStartElement("detail");
                  content.writeTo(writer);
                  writer.writeEndElement();
                })
            .element()
            .orElseThrow()
            .elements();
      } catch (XMLStreamException e) {
        throw new IllegalStateException("The detail of the fault cannot be read", e);
      }
    }

    AddressingProblem problem(String code) {
      return new AddressingProblem(
          version, code, header(), find("ProblemIRI").map(Detail::text), action(), retryAfter());
    }

    /** Returns the subsubcode in the FaultDetail of SOAP 1.1; see {@link AddressingFault#in}. */
    Optional<String> subsubcode() {
      return find(elements, AddressingFault.SUBCODE)
          .flatMap(subcode -> find(subcode.elements(), AddressingFault.SUBCODE_VALUE))
          .map(value -> value.resolve(value.text()))
          .filter(code -> code.getNamespaceURI().equals(version.namespace()))
          .map(QName::getLocalPart);
    }

    private Optional<XmlFragment> find(String localName) {
      return find(elements, version.name(localName));
    }

    private static Optional<XmlFragment> find(List<XmlFragment> elements, QName name) {
      return elements.stream()
          .filter(element -> element.name().filter(name::equals).isPresent())
          .findFirst();
    }

    private static String text(XmlFragment element) {
      return XmlWhitespace.strip(element.text());
    }

    /**
     * Returns the name of the header, from ProblemHeaderQName or from the copy of the header in
     * ProblemHeader.
     */
    private Optional<QName> header() {
      return find("ProblemHeaderQName")
          .map(element -> element.resolve(element.text()))
          .or(
              () ->
                  find("ProblemHeader")
                      .flatMap(element -> element.elements().stream().findFirst())
                      .flatMap(XmlFragment::name));
    }

    private Optional<String> action() {
      return find("ProblemAction")
          .flatMap(element -> find(element.elements(), version.name("Action")))
          .map(Detail::text);
    }

    private Optional<Duration> retryAfter() {
      return find("RetryAfter").map(Detail::text).map(Detail::millis);
    }

    private static @Nullable Duration millis(String text) {
      try {
        return Duration.ofMillis(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }
}
