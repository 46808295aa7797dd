package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlFragment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.assertj.core.api.AbstractAssert;

/** Asserts on predefined faults in each pair of SOAP and addressing versions. */
final class AddressingFaultAssert extends AbstractAssert<AddressingFaultAssert, Message> {
  private final Versions versions;

  private AddressingFaultAssert(Message reply, Versions versions) {
    super(reply, AddressingFaultAssert.class);
    this.versions = versions;
  }

  static AddressingFaultAssert assertThatFault(Message reply, Versions versions) {
    return new AddressingFaultAssert(reply, versions);
  }

  AddressingFaultAssert isInvalidHeader(String subsubcode, String header) {
    if (!versions.is10()) {
      return hasSubcodes("InvalidMessageInformationHeader")
          .hasAction(versions.wsa().faultAction())
          .hasNoDetail()
          .hasReasonContaining("}" + header);
    }
    return hasSubcodes("InvalidAddressingHeader", subsubcode)
        .hasAction(versions.wsa().faultAction())
        .hasProblemHeader(header)
        .hasProblem(subsubcode);
  }

  /**
   * Asserts the values that {@link AddressingProblem} reads. This includes the subsubcode in SOAP
   * 1.1, whose faults have only one code.
   */
  private AddressingFaultAssert hasProblem(String code) {
    assertThat(AddressingProblem.in(fault(), actual.headers()).map(AddressingProblem::code))
        .as(description())
        .contains(code);
    return this;
  }

  AddressingFaultAssert isRequired(String header) {
    if (!versions.is10()) {
      return hasSubcodes("MessageInformationHeaderRequired")
          .hasAction(versions.wsa().faultAction())
          .hasNoDetail()
          .hasReasonContaining("}" + header);
    }
    return hasSubcodes("MessageAddressingHeaderRequired")
        .hasAction(versions.wsa().faultAction())
        .hasProblemHeader(header);
  }

  /** Asserts the codes; SOAP 1.1 carries only the first one. */
  AddressingFaultAssert hasSubcodes(String... names) {
    List<QName> expected = Arrays.stream(names).map(versions.wsa()::name).toList();
    FaultCode code = fault().code();
    assertThat(code.value()).as(description()).isEqualTo(FaultCode.Value.SENDER);
    assertThat(code.subcodes())
        .as(description())
        .isEqualTo(versions.soap() == SoapVersion.SOAP_11 ? expected.subList(0, 1) : expected);
    return this;
  }

  AddressingFaultAssert hasAction(String action) {
    assertThat(Service.properties(actual, versions).action()).as(description()).contains(action);
    return this;
  }

  AddressingFaultAssert hasReasonContaining(String text) {
    assertThat(fault().reason()).as(description()).contains(text);
    return this;
  }

  AddressingFaultAssert hasDetail(String name, String text) {
    assertThat(detail()).as(description()).isPresent();
    assertThat(detail().get().name()).as(description()).contains(versions.wsa().name(name));
    assertThat(detail().get().text()).as(description()).isEqualTo(text);
    return this;
  }

  private AddressingFaultAssert hasProblemHeader(String header) {
    hasDetail("ProblemHeaderQName", "a:" + header);
    assertThat(detail().get().resolve(detail().get().text()))
        .as(description())
        .isEqualTo(versions.wsa().name(header));
    return this;
  }

  private AddressingFaultAssert hasNoDetail() {
    assertThat(detail()).as(description()).isEmpty();
    return this;
  }

  /** Returns the detail: in the body of SOAP 1.2, in a header of SOAP 1.1. */
  private Optional<XmlFragment> detail() {
    if (versions.soap() == SoapVersion.SOAP_12) {
      return fault().detailFragment();
    }
    assertThat(fault().detail()).as("SOAP 1.1 detail").isEmpty();
    return actual
        .headers()
        .find(versions.wsa().name("FaultDetail"))
        .flatMap(block -> block.element().elements().stream().findFirst());
  }

  private Fault fault() {
    assertThat(actual.fault()).as(description()).isPresent();
    return actual.fault().get();
  }

  private String description() {
    String text = info.descriptionText();
    return text.isEmpty() ? actual.toString() : text;
  }
}
