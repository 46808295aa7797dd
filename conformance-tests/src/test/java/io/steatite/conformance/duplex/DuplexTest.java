package io.steatite.conformance.duplex;

import static io.steatite.conformance.duplex.Duo.CALLBACK;
import static io.steatite.conformance.duplex.Duo.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.service.OutboundChannels;
import io.steatite.service.ServiceHost;
import io.steatite.testing.Requirement;
import io.steatite.transport.http.destination.ForbiddenDestinationException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Timeout;

/** Composite duplex with both halves ours. */
@Timeout(60)
class DuplexTest {
  private static final String SUBSCRIBE = "urn:test:Subscribe";
  private static final String FAIL = "urn:test:Fail";

  private final EchoService service = new EchoService();
  private final BlockingQueue<EndpointReference> subscribers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();

  /** An echo, a failure, and a subscription that keeps the address of whoever subscribes. */
  private ServiceHost host(Binding binding, OutboundChannels outbound) throws Exception {
    return ServiceHost.builder()
        .endpoint("/echo", binding, service.operations())
        .endpoint(
            "/other",
            binding,
            Dispatcher.of(
                Operation.oneWay(SUBSCRIBE, m -> subscribers.add(replyTo(m))),
                Operation.requestReply(
                    FAIL,
                    m -> {
                      throw Fault.sender("failed as asked").asException();
                    })))
        .decoupledReplies(outbound)
        .start();
  }

  private static EndpointReference replyTo(Message message) {
    return message
        .property(MessageAddressingProperties.class)
        .flatMap(MessageAddressingProperties::replyTo)
        .orElseThrow();
  }

  private Dispatcher callbacks(String name) {
    return Dispatcher.of(
        Operation.oneWay(CALLBACK, m -> called.add(name + ":" + text(m))),
        Operation.requestReply(
            EchoService.ECHO,
            m -> m.reply(Body.of(EchoService.name("EchoResponse"), name + ":" + text(m)))));
  }

  private static Message message(Duo duo, String action) {
    return Message.of(duo.soap(), Body.of(EchoService.name("Any"), "")).withAction(action);
  }

  @Duo.Each
  @Requirement({"R3514", "R3324", "R3313"})
  void requestsGoOutOnOneConnectionAndRepliesComeInOnAnother(Duo duo) throws Exception {
    Binding binding = duo.binding().withReplyAddresses(ReplyAddressPolicy.NON_ANONYMOUS);
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = host(binding, outbound);
        DuplexClient client = DuplexClient.start(binding);
        DuplexChannel channel = client.channel(host.address("/echo"));
        DuplexChannel second = client.channel(host.address("/echo"))) {
      assertThat(text(channel.request(duo.echo("one")))).isEqualTo("one");
      List<CompletableFuture<Message>> replies = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        replies.add((i % 2 == 0 ? channel : second).requestAsync(duo.echo("text " + i)));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(text(replies.get(i).get(20, TimeUnit.SECONDS))).isEqualTo("text " + i);
      }
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void packagesTravelBothWays(Duo duo) throws Exception {
    Binding binding = duo.binding().withMtom();
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = host(binding, outbound);
        DuplexClient client = DuplexClient.start(binding);
        DuplexChannel channel = client.channel(host.address("/echo"))) {
      byte[] content = new byte[100_000];
      java.util.Arrays.fill(content, (byte) 7);
      Message request =
          Message.of(
                  duo.soap(),
                  Body.of(
                      EchoService.name("EchoBinary"),
                      writer -> writer.writeBinary(content, 0, content.length)))
              .withAction(EchoService.ECHO_BINARY);
      Message reply = channel.request(request);
      assertThat(reply.body().reader().getElementAsBinary()).isEqualTo(content);
      assertThat(reply.body().reader().getElementAsBinary()).isEqualTo(content);
    }
  }

  @Duo.Each
  @Requirement("R3324")
  void aFaultComesInAsAReply(Duo duo) throws Exception {
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = host(duo.binding(), outbound);
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(host.address("/other"))) {
      Message reply = channel.request(message(duo, FAIL));
      assertThat(reply.fault().orElseThrow().reason()).isEqualTo("failed as asked");
      assertThatThrownBy(reply::orThrow).isInstanceOf(FaultException.class);
      Message unknown = channel.request(message(duo, "urn:unknown"));
      assertThat(unknown.fault().orElseThrow().code().toString()).contains("ActionNotSupported");
    }
  }

  /** Unless a host is told otherwise, no reply leaves elsewhere, and the client learns of it. */
  @Duo.Each
  void aServiceThatSendsNothingElsewhereSaysSo(Duo duo) throws Exception {
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/echo", duo.binding(), service.operations()).start();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(host.address("/echo"))) {
      assertThatThrownBy(() -> channel.request(duo.echo("hello")).orThrow())
          .isInstanceOf(FaultException.class)
          .hasMessageContaining(
              duo.is10() ? "InvalidAddressingHeader" : "InvalidMessageInformationHeader");
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void aServiceSpeaksToChannelsThatHaveToldItWhereTheyAre(Duo duo) throws Exception {
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = host(duo.binding(), outbound);
        DuplexClient client =
            DuplexClient.builder(duo.binding()).callbacks(callbacks("client")).start();
        DuplexChannel first = client.channel(host.address("/other"));
        DuplexChannel second = client.channel(host.address("/other"), callbacks("second"))) {
      first.send(message(duo, SUBSCRIBE));
      EndpointReference toFirst = subscribers.poll(10, TimeUnit.SECONDS);
      second.send(message(duo, SUBSCRIBE));
      EndpointReference toSecond = subscribers.poll(10, TimeUnit.SECONDS);
      try (RequestChannel one = outbound.channel(duo.binding(), toFirst);
          RequestChannel two = outbound.channel(duo.binding(), toSecond)) {
        one.send(duo.callback("news"));
        two.send(duo.callback("news"));
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("client:news");
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("second:news");
        // Two-way in reverse, the reply on the connection.
        assertThat(text(one.request(duo.echo("hi")))).isEqualTo("client:hi");
        assertThat(text(two.request(duo.echo("hi")))).isEqualTo("second:hi");
      }
    }
  }

  /** Both listen, both send their replies to where the other one listens. */
  @Duo.Each
  void twoWayCallbacksMayBeDuplexThemselves(Duo duo) throws Exception {
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = host(duo.binding(), outbound);
        DuplexClient client =
            DuplexClient.builder(duo.binding())
                .callbacks(callbacks("client"))
                .decoupledReplies(outbound)
                .start();
        DuplexClient ofService = DuplexClient.start(duo.binding());
        DuplexChannel unused = client.channel(host.address("/other"));
        DuplexChannel channel = client.channel(host.address("/other"))) {
      assertThat(unused.address()).isNotEqualTo(channel.address());
      channel.send(message(duo, SUBSCRIBE));
      EndpointReference subscriber = subscribers.poll(10, TimeUnit.SECONDS);
      try (DuplexChannel back = ofService.channel(subscriber, Dispatcher.of())) {
        assertThat(text(back.request(duo.echo("hi")))).isEqualTo("client:hi");
      }
    }
  }

  @Duo.Each
  void aServiceSpeaksOnlyToWhereItMay(Duo duo) throws Exception {
    try (OutboundChannels outbound = Duo.toLoopback()) {
      for (String address :
          List.of("http://10.0.0.1/", "http://127.0.0.1.evil.example/", "mailto:me@here.example")) {
        assertThatThrownBy(() -> outbound.channel(duo.binding(), EndpointReference.of(address)))
            .isInstanceOf(ForbiddenDestinationException.class);
      }
      assertThatThrownBy(() -> outbound.channel(duo.binding(), duo.anonymous()))
          .isInstanceOf(ForbiddenDestinationException.class);
    }
  }

  /** SEC-21: an address is no way to have us write headers in our own name. */
  @Duo.Each
  void referenceParametersPoseAsNothingElse(Duo duo) throws Exception {
    EndpointReference listener = EndpointReference.of("http://127.0.0.1/replies");
    try (OutboundChannels outbound = Duo.toLoopback()) {
      for (QName header :
          List.of(
              duo.wsa().name("To"),
              new QName(duo.soap().namespace(), "Any"),
              new QName(
                  "http://docs.oasis-open.org/wss/2004/01/"
                      + "oasis-200401-wss-wssecurity-secext-1.0.xsd",
                  "Security"),
              new QName("NoNamespace"))) {
        assertThatThrownBy(
                () ->
                    outbound.channel(
                        duo.binding(), listener.withReferenceParameter(header, "forged")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(header.getLocalPart());
      }
    }
  }

  @Duo.Each
  void aCallbackThatFailsTellsTheService(Duo duo) throws Exception {
    try (OutboundChannels outbound = Duo.toLoopback();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(URI.create("http://127.0.0.1/none"));
        RequestChannel back = outbound.channel(duo.binding(), channel.address())) {
      assertThatThrownBy(() -> back.send(duo.callback("news")))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("ActionNotSupported");
      Message reply = back.request(duo.echo("hi"));
      assertThat(reply.isFault()).isTrue();
    }
  }
}
