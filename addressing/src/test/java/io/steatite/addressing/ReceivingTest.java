package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ADDRESS;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

class ReceivingTest {

  @Versions.Each
  void requestIsAnswered(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.good(ECHO));

    assertThat(reply.isFault()).isFalse();
    assertThat(reply.body().payload()).contains(Service.PAYLOAD);
    Message received = service.received.get(0);
    assertThat(received.action()).contains(ECHO);
    assertThat(received.property(MessageAddressingProperties.class))
        .hasValueSatisfying(
            properties -> {
              assertThat(properties.to()).contains(ADDRESS);
              assertThat(properties.messageId()).contains("urn:id:1");
              assertThat(properties.replyTo().orElseThrow().isAnonymous(versions.wsa())).isTrue();
            });
  }

  @Versions.Each
  void whiteSpaceAroundValuesIsIgnored(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply =
        service.request(
            service.action("\n  " + ECHO + "\t"),
            service.messageId(),
            service.replyTo(),
            service.header("To", " " + ADDRESS + "\r\n"));

    assertThat(reply.isFault()).isFalse();
  }

  @Requirement("B3312")
  @Versions.Each
  void oneWayMessageIgnoresHeadersForReplies(Versions versions) throws Exception {
    Service service = new Service(versions);
    EndpointReference other = EndpointReference.of("mailto:someone@example.org");

    service.send(
        service.action(NOTIFY),
        service.to(),
        service.messageId(),
        service.header("MessageID", "urn:id:2"),
        service.reference("ReplyTo", other),
        service.header("FaultTo", "no reference"));

    MessageAddressingProperties properties =
        service.received.get(0).property(MessageAddressingProperties.class).orElseThrow();
    assertThat(properties.messageId()).contains("urn:id:1");
    assertThat(properties.replyTo()).contains(other);
  }

  @Requirement("B3314")
  @Versions.Each
  void oneWayMessageNeedsOnlyActionAndToAndGetsNoFault(Versions versions) throws Exception {
    Service service = new Service(versions);

    service.send(service.action(NOTIFY), service.to());
    service.send(service.action(NOTIFY), service.to(), service.to());

    assertThat(service.received).hasSize(1);
  }

  @Requirement("R3411")
  @Versions.Each
  void unknownActionIsNotSupported(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.good("urn:unknown"));

    assertThatFault(reply, versions)
        .hasSubcodes("ActionNotSupported")
        .hasAction(versions.wsa().faultAction());
    if (versions.is10()) {
      assertThatFault(reply, versions).hasDetail("ProblemAction", "urn:unknown");
    }
  }

  @Versions.Each
  void duplicatesAreInvalid(Versions versions) throws Exception {
    for (String name : List.of("To", "Action", "MessageID", "ReplyTo", "FaultTo", "From")) {
      Service service = new Service(versions);
      HeaderBlock block = duplicable(service, name);
      boolean isInGoodRequests = List.of("To", "Action", "MessageID").contains(name);

      Message reply =
          service.request(
              isInGoodRequests ? service.good(ECHO, block) : service.good(ECHO, block, block));

      assertThatFault(reply, versions).as(name).isInvalidHeader("InvalidCardinality", name);
      assertThat(service.received).isEmpty();
    }
  }

  private static HeaderBlock duplicable(Service service, String name) {
    return switch (name) {
      case "To", "Action", "MessageID" -> service.header(name, "urn:again");
      default -> service.reference(name, EndpointReference.anonymous(service.versions.wsa()));
    };
  }

  @Versions.Each
  void oneRelationOfEachTypeIsValid(Versions versions) throws Exception {
    Service service = new Service(versions);
    HeaderBlock reply = service.header("RelatesTo", "urn:id:0");
    HeaderBlock other =
        HeaderBlock.of(
            versions.wsa().name("RelatesTo"),
            writer ->
                new RelatesTo("urn:id:0", "{urn:test}sequel").writeTo(writer, versions.wsa()));

    assertThat(service.request(service.good(ECHO, reply, other)).isFault()).isFalse();
    assertThatFault(service.request(service.good(ECHO, reply, other, other)), versions)
        .isInvalidHeader("InvalidCardinality", "RelatesTo");
    assertThatFault(service.request(service.good(ECHO, reply, reply)), versions)
        .isInvalidHeader("InvalidCardinality", "RelatesTo");
  }

  @Versions.Each
  void missingActionIsRequired(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.messageId(), service.replyTo(), service.to());

    assertThatFault(reply, versions).isRequired("Action");
  }

  @Requirement("R3321")
  @Versions.Each
  void missingMessageIdIsRequiredForReplies(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.action(ECHO), service.replyTo(), service.to());

    assertThatFault(reply, versions).isRequired("MessageID");
  }

  @Versions.Each
  void missingMessageIdIsAcceptedIfConfigured(Versions versions) throws Exception {
    AddressingLayer.Builder lenient =
        AddressingLayer.builder(versions.wsa()).messageIdRequired(false).replyToRequired(false);
    Service service = new Service(versions, lenient);

    Message reply = service.request(service.action(ECHO), service.to());

    assertThat(reply.isFault()).isFalse();
    assertThat(Service.properties(reply, versions).relatesTo())
        .containsExactly(RelatesTo.reply(versions.wsa().unspecifiedMessageId()));
  }

  @Requirement({"R3322", "R3323"})
  @Versions.Each
  void missingReplyToMeansAnonymousExceptIn200408(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.action(ECHO), service.messageId(), service.to());

    if (versions.is10()) {
      assertThat(reply.isFault()).isFalse();
      assertThat(Service.properties(reply, versions).to()).contains(versions.wsa().anonymous());
    } else {
      assertThatFault(reply, versions).isRequired("ReplyTo");
    }
  }

  @Versions.Each
  void missingToMeansAnonymousExceptIn200408(Versions versions) throws Exception {
    AddressingLayer.Builder strict =
        AddressingLayer.builder(versions.wsa()).addressFilter(AddressFilter.exact(ADDRESS));
    Service service = new Service(versions, strict);

    Message reply = service.request(service.action(ECHO), service.messageId(), service.replyTo());

    if (versions.is10()) {
      assertThat(reply.isFault()).isFalse();
    } else {
      assertThatFault(reply, versions).isRequired("To");
    }
  }

  @Requirement("R2222")
  @Versions.Each
  void transportActionMustMatchUnlessItIsEmpty(Versions versions) throws Exception {
    Service service = new Service(versions);
    Message request = service.message(service.good(ECHO));

    assertThat(service.channel().request(request.withAction("")).isFault()).isFalse();
    assertThat(service.channel().request(request.withAction(ECHO)).isFault()).isFalse();
    assertThatFault(service.channel().request(request.withAction(NOTIFY)), versions)
        .isInvalidHeader("ActionMismatch", "Action");
  }

  @Versions.Each
  void quotedValuesAreCutBetweenCharacters(Versions versions) throws Exception {
    Service service = new Service(versions);
    String start = "urn:" + "x".repeat(195);

    Message answer = service.request(service.good(start + "\ud83d\ude00 and more"));

    assertThat(answer.fault().orElseThrow().reason()).endsWith(start + "...");
  }

  @Requirement("R3411")
  @Versions.Each
  void toOfAnotherEndpointIsUnreachable(Versions versions) throws Exception {
    AddressingLayer.Builder strict =
        AddressingLayer.builder(versions.wsa()).addressFilter(AddressFilter.exact("urn:other"));
    Service service = new Service(versions, strict);

    Message reply = service.request(service.good(ECHO));

    assertThatFault(reply, versions)
        .hasSubcodes("DestinationUnreachable")
        .hasAction(versions.wsa().faultAction());
    if (versions.is10()) {
      assertThatFault(reply, versions).hasDetail("ProblemIRI", ADDRESS);
    }
  }

  @Requirement("R3411")
  @Versions.Each
  void toIsComparedWithTheAddressTheTransportReceivedAt(Versions versions) throws Exception {
    Service service = new Service(versions);
    URI here = URI.create("http://10.1.2.3:8080/echo");
    URI other = URI.create("http://localhost/other");
    HeaderBlock[] anonymous =
        Stream.concat(
                Stream.of(service.good(ECHO)).filter(b -> !b.name().getLocalPart().equals("To")),
                Stream.of(service.header("To", versions.wsa().anonymous())))
            .toArray(HeaderBlock[]::new);

    assertThat(service.requestAt(here, service.good(ECHO)).isFault()).isFalse();
    assertThat(service.requestAt(other, anonymous).isFault()).isFalse();
    assertThatFault(service.requestAt(other, service.good(ECHO)), versions)
        .hasSubcodes("DestinationUnreachable");
  }

  @Versions.Each
  void decoupledReplyAddressIsRefusedWithTheNameOfItsHeader(Versions versions) throws Exception {
    for (String name : List.of("ReplyTo", "FaultTo")) {
      for (String address :
          List.of("http://10.0.0.1/", "mailto:a@b.c", "ldap://x", "file:///etc", "x:\u00fc")) {
        Service service = new Service(versions);
        EndpointReference other =
            EndpointReference.of(address).withReferenceParameter(Service.PARAMETER, "1");

        Message reply = service.request(service.good(ECHO, service.reference(name, other)));

        assertThatFault(reply, versions)
            .as(name + address)
            .isInvalidHeader("OnlyAnonymousAddressSupported", name);
        assertThat(Service.properties(reply, versions).to()).contains(versions.wsa().anonymous());
        assertThat(reply.headers().find(Service.PARAMETER)).isEmpty();
        assertThat(service.received).isEmpty();
      }
    }
  }

  @Versions.Each
  void referenceWithoutAddressIsInvalid(Versions versions) throws Exception {
    for (String name : List.of("From", "ReplyTo", "FaultTo")) {
      Service service = new Service(versions);

      Message reply = service.request(service.good(ECHO, service.header(name, "")));

      assertThatFault(reply, versions).as(name).isInvalidHeader("MissingAddressInEPR", name);
    }
  }

  @Versions.Each
  void reservedReferenceParametersOfReplyToAreRefused(Versions versions) throws Exception {
    for (QName name :
        List.of(
            versions.wsa().name("To"),
            new QName(versions.soap().namespace(), "x"),
            new QName(
                "http://docs.oasis-open.org/wss/2004/01/"
                    + "oasis-200401-wss-wssecurity-secext-1.0.xsd",
                "Security"),
            new QName("http://www.w3.org/2000/09/xmldsig#", "Signature"),
            new QName("http://www.w3.org/2001/04/xmlenc#", "EncryptedKey"),
            new QName("http://docs.oasis-open.org/ws-sx/ws-trust/200512", "IssuedTokens"),
            new QName("http://schemas.xmlsoap.org/ws/2005/02/trust", "IssuedTokens"),
            new QName("http://schemas.xmlsoap.org/ws/2005/02/sc", "SecurityContextToken"),
            new QName("http://docs.oasis-open.org/ws-rx/wsrm/200702", "Sequence"),
            new QName("http://schemas.xmlsoap.org/ws/2005/02/rm", "Sequence"))) {
      Service service = new Service(versions);
      EndpointReference reference =
          EndpointReference.anonymous(versions.wsa()).withReferenceParameter(name, "");

      Message reply = service.request(service.good(ECHO, service.reference("ReplyTo", reference)));

      assertThatFault(reply, versions).as("%s", name).isInvalidHeader("InvalidEPR", "ReplyTo");
    }
  }

  @Versions.Each
  void headersOfTheOtherVersionDoNotCountAsPresent(Versions versions) throws Exception {
    Service service = new Service(versions);
    AddressingVersion other =
        versions.is10() ? AddressingVersion.WSA_2004_08 : AddressingVersion.WSA_10;
    Service peerService = new Service(Versions.of(versions.soap(), other));

    Message reply = service.request(peerService.good(ECHO));

    assertThatFault(reply, versions).isRequired("Action").hasReasonContaining(other.namespace());
  }

  @Versions.Each
  void headersForOtherRolesAreIgnored(Versions versions) throws Exception {
    Service service = new Service(versions);
    HeaderBlock foreign = service.header("To", "urn:other").withRole("urn:role");

    assertThat(service.request(service.good(ECHO, foreign)).isFault()).isFalse();

    HeaderBlock next = foreign.withRole(versions.soap().nextRole());
    assertThatFault(service.request(service.good(ECHO, next)), versions)
        .isInvalidHeader("InvalidCardinality", "To");
  }

  @Versions.Each
  void requestWithoutHeadersIsAnsweredWithoutHeadersIfOptional(Versions versions) throws Exception {
    Message plain = new Service(versions).message().withAction(ECHO);
    AddressingLayer.Builder optional = AddressingLayer.builder(versions.wsa()).required(false);

    assertThatFault(new Service(versions).channel().request(plain), versions).isRequired("Action");
    Message reply = new Service(versions, optional).channel().request(plain);
    assertThat(reply.isFault()).isFalse();
    assertThat(reply.headers()).isEmpty();
  }

  @Versions.Each
  void mandatoryAddressingHeadersAreUnderstood(Versions versions) throws IOException {
    Service service = new Service(versions);
    HeaderBlock[] headers =
        Stream.of(service.good(ECHO))
            .map(b -> b.withMustUnderstand(true))
            .toArray(HeaderBlock[]::new);

    assertThat(service.request(headers).isFault()).isFalse();
  }
}
