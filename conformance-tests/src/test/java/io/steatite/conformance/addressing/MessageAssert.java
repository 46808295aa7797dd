package io.steatite.conformance.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingProblem;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.testing.RawHttp.Received;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.assertj.core.api.AbstractAssert;

/** What is to be seen of addressing in a message that came over the wire. */
final class MessageAssert extends AbstractAssert<MessageAssert, Message> {
  private final Versions versions;

  private MessageAssert(Message message, Versions versions) {
    super(message, MessageAssert.class);
    this.versions = versions;
  }

  static MessageAssert assertThatMessage(Message message, Versions versions) {
    return new MessageAssert(message, versions);
  }

  /** The message in an answer, which has to have that status. */
  static MessageAssert assertThatAnswer(Received answer, int status, Versions versions)
      throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return assertThatMessage(AddressedService.message(answer), versions);
  }

  static void assertAccepted(Received answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.fields()).doesNotContainKey("content-type");
  }

  MessageAssert isEchoOf(String text) throws Exception {
    assertThat(actual.fault()).as(description()).isEmpty();
    assertThat(actual.body().reader().getElementText()).isEqualTo(text);
    return hasAction(AddressedService.ECHO_OUT);
  }

  MessageAssert hasAction(String action) {
    return hasHeader("Action", action);
  }

  /** One header of addressing with that text. */
  MessageAssert hasHeader(String name, String text) {
    assertThat(actual.headers().findAll(versions.wsa().name(name)))
        .as(description())
        .extracting(HeaderBlock::text)
        .containsExactly(text);
    return this;
  }

  MessageAssert relatesTo(String messageId) {
    hasHeader("RelatesTo", messageId);
    assertThat(header(versions.wsa().name("RelatesTo")).attributes()).as(description()).isEmpty();
    return this;
  }

  /** A reference parameter of the address it was sent to. */
  MessageAssert hasParameter(QName name, String text) {
    HeaderBlock block = header(name);
    assertThat(block.text()).isEqualTo(text);
    assertThat(block.attributes().get(versions.wsa().name("IsReferenceParameter")))
        .as(description())
        .isEqualTo(versions.is10() ? "true" : null);
    return this;
  }

  MessageAssert hasNoHeader(QName name) {
    assertThat(actual.headers().find(name)).as(description()).isEmpty();
    return this;
  }

  private HeaderBlock header(QName name) {
    assertThat(actual.headers().findAll(name)).as(description()).hasSize(1);
    return actual.headers().find(name).orElseThrow();
  }

  /** A fault with exactly these codes; SOAP 1.1 has room for the first one only. */
  MessageAssert isFault(FaultCode.Value value, QName... subcodes) {
    List<QName> expected = Arrays.asList(subcodes);
    assertThat(fault().code().subcodes())
        .as(description())
        .isEqualTo(
            versions.isSoap11() ? expected.subList(0, Math.min(1, expected.size())) : expected);
    if (!versions.isSoap11() || expected.isEmpty()) {
      assertThat(fault().code().value()).as(description()).isEqualTo(value);
    }
    return this;
  }

  /** One of the predefined faults of addressing, with its action. */
  MessageAssert isAddressingFault(String... subcodes) {
    return isFault(
            FaultCode.Value.SENDER,
            Arrays.stream(subcodes).map(versions.wsa()::name).toArray(QName[]::new))
        .hasAction(versions.wsa().faultAction());
  }

  /** Something is wrong with a header; 2004/08 does not say what. */
  MessageAssert isInvalidHeader(String subsubcode, String header) {
    if (versions.is10()) {
      isAddressingFault("InvalidAddressingHeader", subsubcode);
      return hasProblemHeader(versions.wsa().name(header));
    }
    isAddressingFault("InvalidMessageInformationHeader");
    assertThat(fault().reason()).as(description()).contains("}" + header);
    return hasNoDetail();
  }

  /** A header is missing. */
  MessageAssert isRequired(String header) {
    if (versions.is10()) {
      isAddressingFault("MessageAddressingHeaderRequired");
      return hasProblemHeader(versions.wsa().name(header));
    }
    isAddressingFault("MessageInformationHeaderRequired");
    assertThat(fault().reason()).as(description()).contains("}" + header);
    return hasNoDetail();
  }

  MessageAssert isUnreachable(String address) {
    isAddressingFault("DestinationUnreachable");
    assertThat(problem().iri())
        .as(description())
        .isEqualTo(Optional.of(address).filter(a -> versions.is10()));
    return this;
  }

  MessageAssert isUnsupportedAction(String action) {
    isAddressingFault("ActionNotSupported");
    assertThat(problem().action())
        .as(description())
        .isEqualTo(Optional.of(action).filter(a -> versions.is10()));
    return this;
  }

  MessageAssert hasProblemHeader(QName header) {
    assertThat(problem().header()).as(description()).contains(header);
    return hasDetailInItsPlace();
  }

  /** SOAP 1.2 has it in the body, SOAP 1.1 in a header. */
  private MessageAssert hasDetailInItsPlace() {
    assertThat(fault().detail().isPresent()).as(description()).isEqualTo(!versions.isSoap11());
    assertThat(actual.headers().find(versions.wsa().name("FaultDetail")).isPresent())
        .as(description())
        .isEqualTo(versions.isSoap11());
    return this;
  }

  private MessageAssert hasNoDetail() {
    assertThat(fault().detail()).as(description()).isEmpty();
    return hasNoHeader(versions.wsa().name("FaultDetail"));
  }

  private AddressingProblem problem() {
    return AddressingProblem.in(fault(), actual.headers())
        .orElseThrow(() -> new AssertionError(description()));
  }

  private Fault fault() {
    assertThat(actual.fault()).as(description()).isPresent();
    return actual.fault().orElseThrow();
  }

  private String description() {
    String text = info.descriptionText();
    return text.isEmpty() ? actual.toString() : text + ": " + actual;
  }
}
