package io.steatite.addressing;

import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.FAIL;
import static io.steatite.addressing.Service.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {

  @Requirement("R3324")
  @Versions.Each
  void replyHasActionRelatesToAndTo(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.good(ECHO));

    assertThat(Service.names(reply)).containsExactly("Action", "RelatesTo", "To");
    MessageAddressingProperties properties = Service.properties(reply, versions);
    assertThat(properties.action()).contains("urn:echoResponse");
    assertThat(properties.relatesTo()).containsExactly(RelatesTo.reply("urn:id:1"));
    assertThat(properties.to()).contains(versions.wsa().anonymous());
    assertThat(Service.wire(reply, versions)).doesNotContain("RelationshipType");
  }

  @Requirement("R3324")
  @Versions.Each
  void replyCarriesTheReferenceParametersOfReplyTo(Versions versions) throws Exception {
    Service service = new Service(versions);
    EndpointReference replyTo =
        EndpointReference.anonymous(versions.wsa()).withReferenceParameter(PARAMETER, "42");

    Message reply = service.request(service.good(ECHO, service.reference("ReplyTo", replyTo)));

    HeaderBlock parameter = reply.headers().find(PARAMETER).orElseThrow();
    assertThat(parameter.text()).isEqualTo("42");
    assertThat(parameter.attributes().get(versions.wsa().name("IsReferenceParameter")))
        .isEqualTo(versions.is10() ? "true" : null);
  }

  @Versions.Each
  void soapAttributesOfReferenceParametersAreNotCopiedToTheReply(Versions versions)
      throws Exception {
    Service service = new Service(versions);
    EndpointReference replyTo =
        EndpointReferenceTest.parse(
            """
            <a:Address>%s</a:Address>
            <a:ReferenceParameters xmlns:s="%s">
              <t:session s:mustUnderstand="1">42</t:session>
            </a:ReferenceParameters>
            """
                .formatted(versions.wsa().anonymous(), versions.soap().namespace()),
            versions.wsa());

    Message reply = service.request(service.good(ECHO, service.reference("ReplyTo", replyTo)));

    assertThat(reply.headers().find(PARAMETER).orElseThrow().mustUnderstand()).isFalse();
  }

  @Versions.Each
  void faultIsAddressedToFaultToOrElseToReplyTo(Versions versions) throws Exception {
    Service service = new Service(versions);
    EndpointReference anonymous = EndpointReference.anonymous(versions.wsa());
    HeaderBlock replyTo =
        service.reference("ReplyTo", anonymous.withReferenceParameter(PARAMETER, "reply"));
    HeaderBlock faultTo =
        service.reference("FaultTo", anonymous.withReferenceParameter(PARAMETER, "fault"));

    assertThat(parameter(service.request(service.good(FAIL, replyTo, faultTo)))).isEqualTo("fault");
    assertThat(parameter(service.request(service.good(FAIL, replyTo)))).isEqualTo("reply");
    assertThat(parameter(service.request(service.good(ECHO, replyTo, faultTo)))).isEqualTo("reply");
  }

  private static String parameter(Message reply) {
    return reply.headers().find(PARAMETER).orElseThrow().text();
  }

  @ParameterizedTest
  @EnumSource
  void replyToTheAddressNoneIsDiscarded(SoapVersion soap) throws Exception {
    Versions versions = Versions.of(soap, AddressingVersion.WSA_10);
    Service service = new Service(versions);
    EndpointReference none = EndpointReference.of(versions.wsa().none().orElseThrow());

    service.send(service.good(ECHO, service.reference("ReplyTo", none)));
    service.send(service.good(FAIL, service.reference("FaultTo", none)));

    assertThat(service.received).hasSize(1);
    assertThat(service.request(service.good(ECHO, service.reference("FaultTo", none))).isFault())
        .isFalse();
  }

  @Versions.Each
  void faultOfAnOperationHasTheActionOfSoapFaults(Versions versions) throws Exception {
    Service service = new Service(versions);

    Message reply = service.request(service.good(FAIL));

    MessageAddressingProperties properties = Service.properties(reply, versions);
    assertThat(properties.action()).contains(versions.wsa().soapFaultAction());
    assertThat(properties.relatesTo()).containsExactly(RelatesTo.reply("urn:id:1"));
  }

  @Versions.Each
  void notUnderstoodIsAnsweredWithAddressing(Versions versions) throws Exception {
    Service service = new Service(versions);
    HeaderBlock strange = HeaderBlock.of(new QName("urn:x", "x"), "").withMustUnderstand(true);

    Message reply = service.request(service.good(ECHO, strange));

    assertThat(reply.isFault()).isTrue();
    assertThat(Service.properties(reply, versions).action())
        .contains(versions.wsa().soapFaultAction());
  }

  @Versions.Each
  void unavailableServiceSendsATimeToRetryAfter(Versions versions) throws Exception {
    Fault fault =
        AddressingFault.endpointUnavailable(versions.wsa(), Duration.ofSeconds(3))
            .in(versions.soap());

    Message reply = handled(versions, request -> Message.of(versions.soap(), fault));

    assertThat(Service.properties(reply, versions).action()).contains(versions.wsa().faultAction());
    assertThat(Service.wire(reply, versions)).contains("EndpointUnavailable");
  }

  @Versions.Each
  void propertiesAttachedToTheReplyDetermineItsHeaders(Versions versions) throws Exception {
    MessageAddressingProperties own =
        MessageAddressingProperties.builder().action("urn:own").messageId("urn:id:9").build();

    Message reply =
        handled(
            versions,
            request ->
                Message.of(versions.soap(), Body.empty())
                    .withProperty(MessageAddressingProperties.class, own));

    MessageAddressingProperties properties = Service.properties(reply, versions);
    assertThat(properties.action()).contains("urn:own");
    assertThat(properties.messageId()).contains("urn:id:9");
    assertThat(properties.relatesTo()).containsExactly(RelatesTo.reply("urn:id:1"));
  }

  @Versions.Each
  void requestReturnedAsReplyGetsNewHeaders(Versions versions) throws Exception {
    Message reply = handled(versions, request -> request.withAction("urn:answer"));

    assertThat(Service.names(reply)).containsExactly("Action", "RelatesTo", "To");
    assertThat(Service.properties(reply, versions).action()).contains("urn:answer");
    assertThat(Service.properties(reply, versions).to()).contains(versions.wsa().anonymous());
  }

  /** Returns an answer as the layer sends it, parsed from its bytes. */
  private static Message handled(Versions versions, UnaryOperator<Message> answer)
      throws IOException {
    Service service = new Service(versions);
    MessageHandler handler =
        AddressingLayer.of(versions.wsa())
            .handler(exchange -> Reply.of(answer.apply(exchange.request())));
    Reply reply = handler.handle(MessageExchange.of(service.message(service.good(ECHO))));
    return Service.read(Service.wire(((Reply.OfMessage) reply).message(), versions), versions);
  }

  @ParameterizedTest
  @EnumSource
  void invalidReplyToIsAnsweredWithAFaultEvenIfItIsNone(SoapVersion soap) throws Exception {
    Versions versions = Versions.of(soap, AddressingVersion.WSA_10);
    Service service = new Service(versions);
    EndpointReference none =
        EndpointReference.of(versions.wsa().none().orElseThrow())
            .withReferenceParameter(PARAMETER, "1");
    HeaderBlock replyTo = service.reference("ReplyTo", none);

    Message fault = service.request(service.good(ECHO, replyTo, replyTo));

    AddressingFaultAssert.assertThatFault(fault, versions)
        .isInvalidHeader("InvalidCardinality", "ReplyTo");
    assertThat(fault.headers().find(PARAMETER)).isEmpty();
  }

  @Versions.Each
  void faultForAReplyThatCannotBeWrittenIsAddressed(Versions versions) throws Exception {
    Body unwritable =
        Body.of(
            Service.PAYLOAD,
            writer -> {
              throw new IllegalStateException("secret");
            });
    MessageHandler handler =
        AddressingLayer.of(versions.wsa())
            .handler(exchange -> Reply.of(exchange.request().reply(unwritable)));
    Service service = new Service(versions);
    Message request = service.message(service.good(ECHO));
    Reply reply = handler.handle(MessageExchange.of(request));
    Message fault = ((Reply.OfMessage) reply).insteadAfter(new IllegalStateException("secret"));
    Message read = Service.read(Service.wire(fault, versions), versions);
    assertThat(read.isFault()).isTrue();
    MessageAddressingProperties properties = Service.properties(read, versions);
    assertThat(properties.action()).contains(versions.wsa().soapFaultAction());
    assertThat(properties.relatesTo()).extracting(RelatesTo::messageId).hasSize(1);
  }
}
