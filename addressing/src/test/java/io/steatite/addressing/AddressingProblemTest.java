package io.steatite.addressing;

import static io.steatite.addressing.Service.ECHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.testing.Requirement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;

/** The details of an addressing fault that a client can read, in both SOAP versions. */
class AddressingProblemTest {

  /** Returns the problem of a fault that was sent and received as bytes. */
  private static AddressingProblem received(Versions versions, AddressingFault fault)
      throws Exception {
    Message sent = Message.of(versions.soap(), fault.in(versions.soap()));
    Message received = Service.read(Service.wire(sent, versions), versions);
    FaultException e = catchThrowableOfType(FaultException.class, received::orThrow);
    return AddressingProblem.in(e).orElseThrow();
  }

  @Requirement("R3412")
  @Versions.Each
  void nameOfAMissingHeaderIsRead(Versions versions) throws Exception {
    AddressingVersion wsa = versions.wsa();
    AddressingProblem problem =
        received(versions, AddressingFault.headerRequired(wsa, AddressingHeader.ACTION, ""));

    assertThat(problem.version()).isEqualTo(wsa);
    assertThat(problem.code()).isEqualTo(wsa.headerRequired().getLocalPart());
    assertThat(problem.header())
        .isEqualTo(versions.is10() ? Optional.of(wsa.name("Action")) : Optional.empty());
  }

  @Versions.Each
  void codeIsTheMostSpecificOne(Versions versions) throws Exception {
    AddressingProblem problem =
        received(
            versions,
            AddressingFault.invalidCardinality(versions.wsa(), AddressingHeader.REPLY_TO));

    assertThat(problem.code())
        .isEqualTo(
            versions.is10() ? "InvalidCardinality" : versions.wsa().invalidHeader().getLocalPart());
    assertThat(problem.header())
        .isEqualTo(
            versions.is10() ? Optional.of(versions.wsa().name("ReplyTo")) : Optional.empty());
  }

  @Versions.Each
  void addressAndActionAreRead(Versions versions) throws Exception {
    AddressingVersion wsa = versions.wsa();

    assertThat(received(versions, AddressingFault.destinationUnreachable(wsa, "urn:a")).iri())
        .isEqualTo(onlyIn10(versions, "urn:a"));
    assertThat(received(versions, AddressingFault.actionNotSupported(wsa, ECHO)).action())
        .isEqualTo(onlyIn10(versions, ECHO));
  }

  private static Optional<String> onlyIn10(Versions versions, String value) {
    return Optional.of(value).filter(v -> versions.is10());
  }

  @Versions.Each
  void retryAfterIsRead(Versions versions) throws Exception {
    Duration wait = Duration.ofSeconds(90);
    AddressingProblem problem =
        received(versions, AddressingFault.endpointUnavailable(versions.wsa(), wait));

    assertThat(problem.code()).isEqualTo("EndpointUnavailable");
    boolean told = versions.is10() || versions.soap().detailsHeaderFaults();
    assertThat(problem.retryAfter()).isEqualTo(Optional.of(wait).filter(d -> told));
  }

  @Versions.Each
  void headerNameIsReadFromACopyOfTheHeader(Versions versions) throws Exception {
    assertThat(
            detailed(
                    versions,
                    name ->
                        HeaderBlock.of(
                            name.apply("FaultDetail"),
                            EndpointReferenceTest.fragment(
                                    "<a:ProblemHeader><a:To>x</a:To></a:ProblemHeader>",
                                    versions.wsa().namespace())
                                .content()))
                .header())
        .contains(versions.wsa().name("To"));
  }

  @Versions.Each
  void invalidDetailIsIgnored(Versions versions) throws Exception {
    for (String garbage :
        new String[] {
          "<a:RetryAfter>soon</a:RetryAfter>",
          "<a:RetryAfter>99999999999999999999</a:RetryAfter>",
          "<a:ProblemHeader/>",
          "<a:ProblemAction/>",
          "text",
          ""
        }) {
      AddressingProblem problem =
          detailed(
              versions,
              name ->
                  HeaderBlock.of(
                      name.apply("FaultDetail"),
                      EndpointReferenceTest.fragment(garbage, versions.wsa().namespace())
                          .content()));

      assertThat(problem.code()).isEqualTo("DestinationUnreachable");
      assertThat(problem.retryAfter()).isEmpty();
      assertThat(problem.header()).isEmpty();
      assertThat(problem.action()).isEmpty();
    }
  }

  private static AddressingProblem detailed(
      Versions versions, Function<Function<String, QName>, HeaderBlock> detail) {
    FaultCode code = FaultCode.SENDER.withSubcode(versions.wsa().name("DestinationUnreachable"));
    Fault fault = Fault.builder(code, "x").build();
    return AddressingProblem.in(fault, Headers.of(detail.apply(versions.wsa()::name)))
        .orElseThrow();
  }

  @Test
  void faultsOfOtherNamespacesHaveNoAddressingProblem() {
    assertThat(AddressingProblem.in(Fault.sender("x"), Headers.empty())).isEmpty();
  }
}
