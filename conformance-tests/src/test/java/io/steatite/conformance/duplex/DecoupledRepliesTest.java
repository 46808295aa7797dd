package io.steatite.conformance.duplex;

import static io.steatite.conformance.duplex.Duo.header;
import static io.steatite.conformance.duplex.Duo.reference;
import static io.steatite.conformance.duplex.Duo.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.OutboundChannels;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.Requirement;
import io.steatite.transport.http.HttpMessage;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Timeout;

/** The service's half: replies that leave on a connection of their own, on real sockets. */
@Timeout(60)
class DecoupledRepliesTest {
  private static final String FAIL = "urn:test:Fail";
  private static final String ID = "urn:uuid:0f8d3a0c-5a4e-4f5b-9c55-2f5f5d1a0001";
  private static final String PARAMETERS =
      "<x:session xmlns:x='urn:x'>7</x:session><x:mode xmlns:x='urn:x'>fast</x:mode>";

  private final EchoService service = new EchoService();

  private ServiceHost host(Duo duo, OutboundPolicy policy) throws Exception {
    return ServiceHost.builder()
        .endpoint("/echo", duo.binding(), service.operations())
        .endpoint("/fail", duo.binding(), Dispatcher.of(Operation.requestReply(FAIL, m -> fail())))
        .endpoint(
            "/duplex",
            duo.binding().withReplyAddresses(ReplyAddressPolicy.NON_ANONYMOUS),
            service.operations())
        .decoupledReplies(policy)
        .start();
  }

  private static Message fail() {
    throw Fault.sender("failed as asked").asException();
  }

  private static String request(Duo duo, URI to, String action, String more) {
    return duo.envelope(
        header("Action", action) + header("MessageID", ID) + header("To", to.toString()) + more,
        duo.echoBody("hello"));
  }

  private static void assertAccepted(RawHttp.Received answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.fields()).doesNotContainKey("content-type");
  }

  @Duo.Each
  @Requirement({"R3313", "R3324", "R3514"})
  void aReplyLeavesForTheAddressThatTheRequestNames(Duo duo) throws Exception {
    try (Peer client = new Peer();
        ServiceHost host = host(duo, Duo.loopback())) {
      URI echo = host.address("/echo");
      String address = client.uri("/replies").toString();
      assertAccepted(
          Peer.post(
              echo,
              duo,
              request(duo, echo, EchoService.ECHO, reference("ReplyTo", address, PARAMETERS))));
      Peer.Received reply = client.next();
      assertThat(reply.path()).isEqualTo("/replies");
      Message message = reply.message(duo);
      assertThat(text(message)).isEqualTo("hello");
      assertHeaders(duo, message.headers(), address, EchoService.ECHO + "Response");
      assertThat(reply.fields().first("SOAPAction").isPresent())
          .isEqualTo(!duo.soap().hasActionParameter());
    }
  }

  private static void assertHeaders(Duo duo, Headers headers, String to, String action) {
    assertThat(headers.find(duo.wsa().name("To")).orElseThrow().text()).isEqualTo(to);
    assertThat(headers.find(duo.wsa().name("Action")).orElseThrow().text()).isEqualTo(action);
    assertThat(headers.find(duo.wsa().name("RelatesTo")).orElseThrow().text()).isEqualTo(ID);
    assertThat(headers.findAll(duo.wsa().name("ReplyTo"))).isEmpty();
    for (String name : List.of("session", "mode")) {
      assertThat(
              headers
                  .find("urn:x", name)
                  .orElseThrow()
                  .attributes()
                  .containsKey(duo.wsa().name("IsReferenceParameter")))
          .isEqualTo(duo.is10());
    }
    assertThat(headers.find(new QName("urn:x", "session")).orElseThrow().text()).isEqualTo("7");
  }

  @Duo.Each
  @Requirement("R3324")
  void aFaultLeavesForFaultToElseForReplyTo(Duo duo) throws Exception {
    try (Peer client = new Peer();
        ServiceHost host = host(duo, Duo.loopback())) {
      URI fail = host.address("/fail");
      String replies = client.uri("/replies").toString();
      String faults = client.uri("/faults").toString();
      String action = duo.wsa().soapFaultAction();
      String replyTo = reference("ReplyTo", replies, PARAMETERS);
      assertAccepted(Peer.post(fail, duo, request(duo, fail, FAIL, replyTo)));
      Peer.Received first = client.next();
      assertThat(first.path()).isEqualTo("/replies");
      assertHeaders(duo, first.message(duo).headers(), replies, action);
      assertThat(first.message(duo).fault().orElseThrow().reason()).isEqualTo("failed as asked");

      String plainReplyTo = reference("ReplyTo", replies, "");
      String faultTo = reference("FaultTo", faults, PARAMETERS);
      assertAccepted(Peer.post(fail, duo, request(duo, fail, FAIL, plainReplyTo + faultTo)));
      Peer.Received second = client.next();
      assertThat(second.path()).isEqualTo("/faults");
      assertHeaders(duo, second.message(duo).headers(), faults, action);

      // No such operation: the fault of the layer itself goes the same way.
      assertAccepted(
          Peer.post(fail, duo, request(duo, fail, "urn:unknown", plainReplyTo + faultTo)));
      assertThat(client.next().text()).contains("ActionNotSupported");
      assertThat(client.hasMore()).isFalse();
    }
  }

  /** An endpoint for both versions of SOAP, whose channels for replies are bound to one. */
  @Duo.Each
  void aDecoupledReplyIsInTheVersionOfItsRequest(Duo duo) throws Exception {
    for (SoapVersion first : SoapVersion.values()) {
      SoapVersion second = first == SoapVersion.SOAP_11 ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
      Binding binding = Binding.of(first).withAddressing(duo.wsa());
      try (Peer client = new Peer();
          OutboundChannels outbound = Duo.toLoopback();
          ServiceHost host =
              ServiceHost.builder()
                  .endpoint(
                      "/echo",
                      MessageStack.builder()
                          .dispatcher(service.operations())
                          .layer(
                              AddressingLayer.builder(duo.wsa())
                                  .decoupledReplies(outbound.routes(binding), Runnable::run)
                                  .build())
                          .encoder(TextEncoder.of(first, second))
                          .build())
                  .start()) {
        URI echo = host.address("/echo");
        String replyTo = reference("ReplyTo", client.uri("/replies").toString(), "");
        assertAccepted(Peer.post(echo, duo, request(duo, echo, EchoService.ECHO, replyTo)));
        Peer.Received reply = client.next();
        assertThat(reply.fields().first("Content-Type").orElseThrow())
            .startsWith(duo.soap().mediaType());
        assertThat(text(reply.message(duo))).isEqualTo("hello");
        assertThat(reply.fields().first("SOAPAction").isPresent())
            .isEqualTo(!duo.soap().hasActionParameter());
      }
    }
  }

  /** SEC-21, with the address of a listening socket, and with schemes that are no HTTP. */
  @Duo.Each
  @Requirement({"R3411", "R3412"})
  void whatThePolicyDoesNotPermitIsRefusedAndNothingConnects(Duo duo) throws Exception {
    OutboundPolicy partners = OutboundPolicy.allowing("http://partner.example:*");
    OutboundPolicy rebound =
        OutboundPolicy.allowing("http://*:*")
            .withResolver(host -> List.of(InetAddress.getLoopbackAddress()));
    for (OutboundPolicy policy : List.of(OutboundPolicy.nothing(), partners, rebound)) {
      try (ServerSocket victim = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
          ServiceHost host = host(duo, policy)) {
        URI echo = host.address("/echo");
        for (String address :
            List.of(
                "http://127.0.0.1:%d/".formatted(victim.getLocalPort()),
                "http://[::ffff:127.0.0.1]:%d/".formatted(victim.getLocalPort()),
                "http://2130706433:%d/".formatted(victim.getLocalPort()),
                "http://partner.example@127.0.0.1:%d/".formatted(victim.getLocalPort()),
                "mailto:someone@partner.example",
                "jms:queue:replies",
                "ldap://127.0.0.1:%d/".formatted(victim.getLocalPort()),
                "rmi://127.0.0.1:%d/x".formatted(victim.getLocalPort()),
                "file:///etc/passwd",
                "jar:http://127.0.0.1:%d/x!/".formatted(victim.getLocalPort()))) {
          for (String where :
              List.of(
                  reference("ReplyTo", address, PARAMETERS),
                  reference("ReplyTo", duo.wsa().anonymous(), "")
                      + reference("FaultTo", address, PARAMETERS))) {
            RawHttp.Received answer =
                Peer.post(echo, duo, request(duo, echo, EchoService.ECHO, where));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).contains("DestinationUnreachable").doesNotContain("session");
          }
        }
        assertNobodyConnected(victim);
      }
    }
  }

  /** A name on the list that leads back to us is found out only when the reply is sent. */
  @Duo.Each
  void aNameThatLeadsToOurselvesIsNotConnectedTo(Duo duo) throws Exception {
    OutboundPolicy rebound =
        OutboundPolicy.allowing("http://partner.example:*")
            .withResolver(host -> List.of(InetAddress.getLoopbackAddress()));
    ServerSocket victim = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try (victim) {
      try (ServiceHost host = host(duo, rebound)) {
        URI echo = host.address("/echo");
        String address = "http://partner.example:%d/".formatted(victim.getLocalPort());
        String replyTo = reference("ReplyTo", address, "");
        assertAccepted(Peer.post(echo, duo, request(duo, echo, EchoService.ECHO, replyTo)));
      } // closing waits for the reply
      assertNobodyConnected(victim);
    }
  }

  private static void assertNobodyConnected(ServerSocket victim) throws Exception {
    victim.setSoTimeout(1);
    assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Duo.Each
  @Requirement({"R3514", "R3411", "R3412"})
  void aDuplexEndpointInsistsOnAnAddress(Duo duo) throws Exception {
    try (Peer client = new Peer();
        ServiceHost host = host(duo, Duo.loopback())) {
      URI endpoint = host.address("/duplex");
      for (String replyTo : List.of("", reference("ReplyTo", duo.wsa().anonymous(), ""))) {
        RawHttp.Received refused =
            Peer.post(endpoint, duo, request(duo, endpoint, EchoService.ECHO, replyTo));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.text()).contains("Fault").doesNotContain("EchoResponse<");
      }
      String elsewhere = reference("ReplyTo", client.uri("/replies").toString(), "");
      assertAccepted(Peer.post(endpoint, duo, request(duo, endpoint, EchoService.ECHO, elsewhere)));
      assertThat(client.next().text()).contains(ID).contains("hello");
    }
  }

  @Duo.Each
  @Requirement({"R3313", "B3314"})
  void aOneWayMessageIsAcceptedWhateverItsAddresses(Duo duo) throws Exception {
    try (Peer client = new Peer();
        ServiceHost host = host(duo, Duo.loopback())) {
      URI echo = host.address("/echo");
      String replyTo = reference("ReplyTo", client.uri("/replies").toString(), "");
      String notice =
          duo.envelope(
              header("Action", EchoService.NOTIFY)
                  + header("MessageID", ID)
                  + header("To", echo.toString())
                  + replyTo,
              "<e:Notify xmlns:e='%s'>news</e:Notify>".formatted(EchoService.NAMESPACE));
      assertAccepted(Peer.post(echo, duo, notice));
      assertThat(service.notes().poll(10, TimeUnit.SECONDS)).isEqualTo("news");
      assertThat(client.hasMore()).isFalse();
    }
  }

  @Duo.Each
  @Requirement("R3412")
  void whoeverComesWhenAllThreadsAreTakenIsToldToComeBack(Duo duo) throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Operation slow =
        Operation.requestReply(
            EchoService.ECHO,
            request -> {
              busy.countDown();
              done.await(20, TimeUnit.SECONDS);
              return request.reply(request.body().buffer());
            });
    try (Peer client = new Peer();
        ServiceHost host =
            ServiceHost.builder()
                .endpoint("/echo", duo.binding(), Dispatcher.of(slow))
                .decoupledReplies(Duo.loopback())
                .decoupledThreads(1)
                .decoupledWaiting(1)
                .start()) {
      URI echo = host.address("/echo");
      String request =
          request(
              duo,
              echo,
              EchoService.ECHO,
              reference("ReplyTo", client.uri("/replies").toString(), ""));
      assertAccepted(Peer.post(echo, duo, request));
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
      assertAccepted(Peer.post(echo, duo, request));
      RawHttp.Received full = Peer.post(echo, duo, request);
      assertThat(full.status()).isEqualTo(500);
      assertThat(full.text()).contains("EndpointUnavailable");
      done.countDown();
      client.next();
      client.next();
      assertThat(client.hasMore()).isFalse();
    }
  }

  /** The exchange has ended when the operation runs; what HTTP said is still known. */
  @Duo.Each
  void operationReadsHeaderFieldsOfAnAcceptedRequest(Duo duo) throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Operation reading =
        Operation.requestReply(
            EchoService.ECHO,
            request -> {
              seen.add(HttpMessage.fields(request).first("Content-Type").orElse("none"));
              return request.reply(request.body().buffer());
            });
    try (Peer client = new Peer();
        ServiceHost host =
            ServiceHost.builder()
                .endpoint("/echo", duo.binding(), Dispatcher.of(reading))
                .decoupledReplies(Duo.loopback())
                .start()) {
      URI echo = host.address("/echo");
      String replyTo = reference("ReplyTo", client.uri("/replies").toString(), "");
      assertAccepted(Peer.post(echo, duo, request(duo, echo, EchoService.ECHO, replyTo)));
      assertThat(seen.poll(10, TimeUnit.SECONDS)).startsWith(duo.soap().mediaType());
      client.next();
    }
  }

  @Duo.Each
  void anAnswerThatCannotBeDeliveredHurtsNobodyElse(Duo duo) throws Exception {
    URI gone;
    try (Peer client = new Peer()) {
      gone = client.uri("/replies");
    }
    try (Peer rude = new Peer(reply -> new Peer.Answer(302, "text/plain", "elsewhere"));
        Peer client = new Peer();
        ServiceHost host = host(duo, Duo.loopback())) {
      URI echo = host.address("/echo");
      for (URI address : List.of(gone, rude.uri("/replies"), client.uri("/replies"))) {
        String replyTo = reference("ReplyTo", address.toString(), "");
        assertAccepted(Peer.post(echo, duo, request(duo, echo, EchoService.ECHO, replyTo)));
      }
      assertThat(client.next().text()).contains("hello");
      rude.next();
      assertThat(rude.hasMore()).isFalse();
    }
  }

  /** The properties that operations see are those of the request. */
  @Duo.Each
  void anOperationSeesWhereItsReplyWillGo(Duo duo) throws Exception {
    Operation where =
        Operation.requestReply(
            EchoService.ECHO,
            request ->
                duo.echo(
                    request
                        .property(MessageAddressingProperties.class)
                        .flatMap(MessageAddressingProperties::replyTo)
                        .orElseThrow()
                        .address()));
    try (Peer client = new Peer();
        ServiceHost host =
            ServiceHost.builder()
                .endpoint("/where", duo.binding(), Dispatcher.of(where))
                .decoupledReplies(Duo.loopback())
                .start()) {
      URI endpoint = host.address("/where");
      String address = client.uri("/replies").toString();
      assertAccepted(
          Peer.post(
              endpoint,
              duo,
              request(duo, endpoint, EchoService.ECHO, reference("ReplyTo", address, ""))));
      assertThat(text(client.next().message(duo))).isEqualTo(address);
    }
  }
}
