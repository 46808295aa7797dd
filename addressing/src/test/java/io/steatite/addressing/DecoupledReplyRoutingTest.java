package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.DecoupledReplies.LISTENER;
import static io.steatite.addressing.DecoupledReplies.OTHER;
import static io.steatite.addressing.DecoupledReplies.faultTo;
import static io.steatite.addressing.DecoupledReplies.replyTo;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.FAIL;
import static io.steatite.addressing.Service.NOTIFY;
import static io.steatite.addressing.Service.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.Requirement;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Where replies and faults are sent if ReplyTo or FaultTo name other addresses. */
class DecoupledReplyRoutingTest {
  @Requirement("R3324")
  @Versions.Each
  void replyIsSentToReplyToWithAllItsHeaders(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    service.send(service.good(ECHO, replyTo(service, LISTENER)));

    assertThat(service.received).as("processed before it was accepted").isEmpty();
    replies.executor.run();
    Message reply = replies.only();
    assertThat(replies.sentTo).containsExactly(LISTENER);
    assertThat(Service.names(reply)).containsExactly("Action", "RelatesTo", "To", "session");
    MessageAddressingProperties properties = Service.properties(reply, versions);
    assertThat(properties.to()).contains(LISTENER);
    assertThat(properties.action()).contains("urn:echoResponse");
    assertThat(properties.relatesTo()).containsExactly(RelatesTo.reply("urn:id:1"));
    assertThat(reply.headers().find(PARAMETER).orElseThrow().text()).isEqualTo("reply parameter");
    assertThat(reply.body().fragment().text()).isEqualTo("hello");
  }

  @Versions.Each
  void faultIsSentToFaultToOrElseToReplyTo(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    service.send(service.good(FAIL, replyTo(service, LISTENER)));
    replies.executor.run();
    service.send(service.good(FAIL, replyTo(service, LISTENER), faultTo(service, OTHER)));
    replies.executor.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), faultTo(service, OTHER)));
    replies.executor.run();

    assertThat(replies.sentTo).containsExactly(LISTENER, OTHER, LISTENER);
    assertThat(replies.sent.stream().map(Message::isFault)).containsExactly(true, true, false);
    assertThat(replies.sent.stream().map(m -> m.headers().find(PARAMETER).orElseThrow().text()))
        .containsExactly("reply parameter", "fault parameter", "reply parameter");
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void faultToAloneDecouplesFaultsOnly(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    Message reply = service.request(service.good(ECHO, faultTo(service, OTHER)));
    service.send(service.good(FAIL, faultTo(service, OTHER)));

    assertThat(reply.isFault()).isFalse();
    assertThat(replies.only().isFault()).isTrue();
    assertThat(replies.sentTo).containsExactly(OTHER);
    assertThat(replies.executor.waiting).isEmpty();
  }

  @Versions.Each
  void anonymousFaultToKeepsFaultsOnTheBackChannel(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    HeaderBlock faultTo = faultTo(service, versions.wsa().anonymous());

    service.send(service.good(ECHO, replyTo(service, LISTENER), faultTo));
    Message fault = service.request(service.good(FAIL, replyTo(service, LISTENER), faultTo));

    assertThat(replies.only().isFault()).isFalse();
    assertThat(fault.isFault()).isTrue();
    assertThat(fault.headers().find(PARAMETER).orElseThrow().text()).isEqualTo("fault parameter");
    assertThat(replies.executor.waiting).isEmpty();
  }

  @Versions.Each
  void answersToTheAddressNoneAreDiscarded(Versions versions) throws Exception {
    String none = versions.wsa().none().orElse(null);
    if (none == null) {
      return; // 2004/08 does not define the address
    }
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    service.send(service.good(FAIL, replyTo(service, LISTENER), faultTo(service, none)));
    replies.executor.run();
    service.send(service.good(ECHO, replyTo(service, none), faultTo(service, OTHER)));
    replies.executor.run();
    assertThat(replies.sent).isEmpty();

    service.send(service.good(FAIL, replyTo(service, none), faultTo(service, OTHER)));
    replies.executor.run();
    assertThat(replies.only().isFault()).isTrue();
  }

  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void addressWithoutRouteIsUnreachable(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    String bad = "http://10.0.0.1/";

    for (HeaderBlock[] headers :
        List.of(
            service.good(ECHO, replyTo(service, bad)),
            service.good(ECHO, faultTo(service, bad)),
            service.good(ECHO, replyTo(service, LISTENER), faultTo(service, bad)),
            service.good(ECHO, replyTo(service, bad), faultTo(service, bad)))) {
      Message reply = service.request(headers);

      assertThatFault(reply, versions).hasSubcodes("DestinationUnreachable");
      assertThat(reply.headers().find(PARAMETER)).isEmpty();
    }
    assertThat(replies.executor.waiting).isEmpty();
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void faultAboutReplyToIsSentToFaultTo(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    service.send(service.good(ECHO, replyTo(service, "ldap://x"), faultTo(service, OTHER)));

    assertThatFault(replies.only(), versions).hasSubcodes("DestinationUnreachable");
    assertThat(service.received).isEmpty();
  }

  @Versions.Each
  void faultsOfTheDispatcherAreSentToReplyTo(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    HeaderBlock strange = HeaderBlock.of(new QName("urn:x", "x"), "").withMustUnderstand(true);

    service.send(service.good("urn:unknown", replyTo(service, LISTENER)));
    replies.executor.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), strange));
    replies.executor.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), service.to()));
    replies.executor.run();

    assertThat(replies.sentTo).containsOnly(LISTENER).hasSize(3);
    assertThatFault(replies.sent.get(0), versions).hasSubcodes("ActionNotSupported");
    assertThat(replies.sent.get(1).fault().orElseThrow().reason()).contains("urn:x");
    assertThatFault(replies.sent.get(2), versions).isInvalidHeader("InvalidCardinality", "To");
  }

  @Versions.Each
  void answerThatCannotBeCorrelatedIsNotDecoupled(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    HeaderBlock replyTo = replyTo(service, LISTENER);

    assertThatFault(service.request(service.action(ECHO), service.to(), replyTo), versions)
        .isRequired("MessageID");
    assertThatFault(service.request(service.good(ECHO, replyTo, service.messageId())), versions)
        .isInvalidHeader("InvalidCardinality", "MessageID");
    assertThatFault(service.request(service.good(ECHO, replyTo, replyTo)), versions)
        .isInvalidHeader("InvalidCardinality", "ReplyTo");
    assertThatFault(
            service.request(service.good(ECHO, replyTo, service.header("FaultTo", ""))), versions)
        .isInvalidHeader("MissingAddressInEPR", "FaultTo");
    assertThat(replies.asked).isEmpty();
  }

  @Requirement({"B3312", "B3314"})
  @Versions.Each
  void oneWayMessagesAreNeverAnswered(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();

    service.send(service.good(NOTIFY, replyTo(service, LISTENER)));
    replies.executor.run();
    service.send(service.good(NOTIFY, replyTo(service, LISTENER), service.to()));
    replies.executor.run();
    replies.executor.full = true;
    service.send(service.good(NOTIFY, replyTo(service, LISTENER)));

    assertThat(service.received).hasSize(2);
    assertThat(replies.sent).isEmpty();
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void undeliverableReplyIsGivenUp(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    replies.broken = true;
    Service service = replies.service();

    service.send(service.good(ECHO, replyTo(service, LISTENER)));
    replies.executor.run();
    service.send(service.good(FAIL, faultTo(service, OTHER)));

    assertThat(replies.asked).containsExactly(LISTENER, OTHER);
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void addressOnWhichThePolicyThrowsIsUnreachable(Versions versions) throws Exception {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa())
                .decoupledReplies(
                    address -> Optional.of(new Unused(URI.create(address))), Runnable::run));

    Message reply = service.request(service.good(ECHO, replyTo(service, "http://[::1")));

    assertThatFault(reply, versions).hasSubcodes("DestinationUnreachable");
  }

  /** A channel that must not be used. */
  private record Unused(URI address) implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new AssertionError("A reply is sent, not requested");
    }

    @Override
    public void send(Message message) {
      throw new AssertionError("Sent to " + address);
    }

    @Override
    public void close() {}
  }

  @Requirement("R3324")
  @Versions.Each
  void channelInstanceOfWcfReturnsWithTheReply(Versions versions) throws Exception {
    QName instance =
        new QName("http://schemas.microsoft.com/ws/2005/02/duplex", "ChannelInstance", "dp");
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    EndpointReference listener =
        EndpointReference.of(LISTENER).withReferenceParameter(instance, "urn:instance:1");

    service.send(service.good(ECHO, service.reference("ReplyTo", listener)));
    replies.executor.run();

    assertThat(replies.only().headers().find(instance).orElseThrow().text())
        .isEqualTo("urn:instance:1");
  }
}
