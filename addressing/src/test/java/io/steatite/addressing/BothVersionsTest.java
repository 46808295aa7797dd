package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.Requirement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * Requests in each version to endpoints that accept one version or both, and with addressing
 * optional.
 */
class BothVersionsTest {

  private static Versions other(Versions versions) {
    return Versions.of(
        versions.soap(),
        versions.is10() ? AddressingVersion.WSA_2004_08 : AddressingVersion.WSA_10);
  }

  private static Service speakingBoth(Versions versions) {
    return new Service(versions, AddressingLayer.builder(versions.wsa(), other(versions).wsa()));
  }

  private static HeaderBlock[] mandatory(HeaderBlock... headers) {
    return Arrays.stream(headers)
        .map(block -> block.withMustUnderstand(true))
        .toArray(HeaderBlock[]::new);
  }

  private static HeaderBlock[] both(HeaderBlock[] some, HeaderBlock... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(HeaderBlock[]::new);
  }

  @Requirement("R3111")
  @Versions.Each
  void eachRequestIsAnsweredInItsOwnVersion(Versions versions) throws Exception {
    Service service = speakingBoth(versions);

    for (Versions asked : new Versions[] {versions, other(versions)}) {
      Service peerService = new Service(asked);
      Message reply = service.request(mandatory(peerService.good(ECHO)));

      assertThat(reply.isFault()).isFalse();
      assertThat(reply.headers())
          .allMatch(b -> b.name().getNamespaceURI().equals(asked.wsa().namespace()));
      assertThatFault(service.request(peerService.good("urn:unknown")), asked)
          .hasSubcodes("ActionNotSupported");
      assertThatFault(service.request(peerService.good(ECHO, peerService.to())), asked)
          .isInvalidHeader("InvalidCardinality", "To");
    }
    assertThat(service.received)
        .extracting(m -> m.property(MessageAddressingProperties.class).orElseThrow().receivedIn())
        .containsExactly(Optional.of(versions.wsa()), Optional.of(other(versions).wsa()));
  }

  @Versions.Each
  void headersOfTwoAcceptedVersionsAreAFault(Versions versions) throws Exception {
    Service service = speakingBoth(versions);
    Service otherWords = new Service(other(versions));
    HeaderBlock[] headers = both(service.good(ECHO), otherWords.to());

    Message fault = service.request(headers);

    if (versions.is10()) {
      assertThatFault(fault, versions)
          .hasSubcodes("InvalidAddressingHeader")
          .hasAction(versions.wsa().faultAction());
    } else {
      assertThatFault(fault, versions).hasSubcodes("InvalidMessageInformationHeader");
    }
    assertThatFault(fault, versions)
        .hasReasonContaining(other(versions).wsa().name("To").toString());
    service.send(both(service.good(NOTIFY), otherWords.to()));
    assertThat(service.received).isEmpty();
  }

  @Versions.Each
  void headersOfAVersionNotAcceptedAreIgnoredUnlessMandatory(Versions versions) throws Exception {
    Service service = new Service(versions);
    HeaderBlock otherTo = new Service(other(versions)).to();

    assertThat(service.request(both(service.good(ECHO), otherTo)).isFault()).isFalse();
    Message fault = service.request(both(service.good(ECHO), mandatory(otherTo)));

    assertThat(fault.fault().map(Fault::code)).contains(FaultCode.MUST_UNDERSTAND);
    assertThat(fault.fault().orElseThrow().reason()).contains(otherTo.name().toString());
    assertThat(Service.properties(fault, versions).relatesTo()).hasSize(1);
  }

  @Requirement("R3111")
  @Versions.Each
  void faultForMandatoryHeadersOfTheOtherVersionNamesThatVersion(Versions versions)
      throws Exception {
    Service service = new Service(versions);
    Service peerService = new Service(other(versions));

    Message fault = service.request(mandatory(peerService.good(ECHO)));

    assertThatFault(fault, versions)
        .isRequired("Action")
        .hasReasonContaining(other(versions).wsa().namespace());
  }

  @Versions.Each
  void mandatoryHeadersOfTheOtherVersionAreNotUnderstoodIfAddressingIsOptional(Versions versions)
      throws Exception {
    Service service =
        new Service(versions, AddressingLayer.builder(versions.wsa()).required(false));
    Service peerService = new Service(other(versions));

    assertThat(
            service
                .channel()
                .request(service.message(peerService.good(ECHO)).withAction(ECHO))
                .isFault())
        .isFalse();
    Message fault =
        service
            .channel()
            .request(service.message(mandatory(peerService.good(ECHO))).withAction(ECHO));

    assertThat(fault.fault().map(Fault::code)).contains(FaultCode.MUST_UNDERSTAND);
    assertThat(Service.names(fault))
        .allMatch(name -> name.equals("NotUnderstood"))
        .hasSize(versions.soap().explainsHeaderFaults() ? 4 : 0);
  }

  @Versions.Each
  void refusedReplyOfAnotherVersionNamesBothVersions(Versions versions) {
    Versions peer = other(versions);
    Service peerService = new Service(peer);
    RequestChannel channel =
        AddressingLayer.of(versions.wsa(), EndpointReference.of(Service.ADDRESS))
            .channel(
                new Answering(peerService.message(mandatory(peerService.action("urn:answer")))));

    assertThatThrownBy(() -> channel.request(peerService.message().withAction(ECHO)))
        .isInstanceOf(UnexpectedAddressingVersionException.class)
        .hasMessageContaining(versions.wsa().toString())
        .hasMessageContaining(peer.wsa().namespace());
  }

  @Versions.Each
  void headersOfUnknownVersionsAreNotUnderstood(Versions versions) throws Exception {
    Service service = new Service(versions);
    QName draft = new QName("http://schemas.xmlsoap.org/ws/2003/03/addressing", "Action");

    Message fault =
        service.request(
            both(service.good(ECHO), HeaderBlock.of(draft, ECHO).withMustUnderstand(true)));

    assertThat(fault.fault().map(Fault::code)).contains(FaultCode.MUST_UNDERSTAND);
    assertThat(fault.fault().orElseThrow().reason()).contains(draft.toString());
  }

  /** A channel that answers every request with the same message. */
  private record Answering(Message answer) implements RequestChannel {
    @Override
    public Message request(Message request) {
      return answer;
    }

    @Override
    public void send(Message message) {}

    @Override
    public void close() {}
  }
}
