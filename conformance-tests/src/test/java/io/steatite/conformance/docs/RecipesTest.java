package io.steatite.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.SteatiteException;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.XmlElement;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpMessage;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpResponseHead;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipes for dispatching, faults, header fields of HTTP and relays. */
@Timeout(60)
class RecipesTest {
  private static final QName ORDER = new QName("urn:shop", "Order", "o");
  private static final QName ITEM = new QName("urn:shop", "Item", "o");
  private static final QName OUT_OF_STOCK = new QName("urn:shop", "OutOfStock", "o");
  private static final QName AUDIT = new QName("urn:audit", "Audit", "a");

  // begin payload
  static Dispatcher shop() {
    return Dispatcher.of(
        Operation.requestReply(ORDER, request -> request.reply(Body.of(ORDER, "accepted"))),
        Operation.requestReply(
            request -> {
              throw Fault.sender("Not an order").asException();
            }));
  }

  // end payload

  // begin fault
  static FaultException outOfStock(String item) {
    return Fault.builder(FaultCode.SENDER.withSubcode(OUT_OF_STOCK), "Out of stock")
        .action("urn:shop:OutOfStock")
        .detail(XmlElement.of(ITEM).withAttribute("left", "0").withText(item))
        .build()
        .asException();
  }

  // end fault

  // begin relay
  static ServiceHost startRelay(URI service, HttpSender sender) throws IOException {
    Binding binding = Binding.of(SoapVersion.SOAP_12, SoapVersion.SOAP_11);
    HttpRequestChannel next = binding.transport(service, sender);
    Operation forward =
        Operation.forwarding((received, message) -> next.exchange(message)).withUnderstood(AUDIT);
    Dispatcher relay =
        Dispatcher.of(forward).withNode(SoapNode.intermediary("http://relay.example/"));
    return ServiceHost.builder().endpoint("/relay", binding, relay).start();
  }

  // end relay

  // begin fields
  static Message whoAmI(Message request) {
    String user = HttpMessage.fields(request).first("X-User").orElse("unknown");
    return request.reply(Body.of(ORDER, user));
  }

  static Optional<Integer> statusOfCall(ClientChannel channel, String action) {
    Message request = HttpMessage.withField(channel.message(action, Body.empty()), "X-User", "Ada");
    try (Message reply = channel.request(request)) {
      return HttpMessage.response(reply).map(HttpResponseHead::status);
    } catch (SteatiteException e) { // no SOAP message came back
      return HttpMessage.response(e).map(HttpResponseHead::status);
    }
  }

  // end fields

  @ParameterizedTest
  @EnumSource
  void operationIsSelectedByPayloadAlone(SoapVersion version) throws Exception {
    Binding binding = Binding.of(version);
    try (ServiceHost host = ServiceHost.builder().endpoint("/", binding, shop()).start();
        ClientChannel channel = binding.channel(host.address("/"))) {
      try (Message reply = channel.request(Body.of(ORDER, "")).orThrow()) {
        assertThat(reply.body().reader().getElementText()).isEqualTo("accepted");
      }
      try (Message reply = channel.request("urn:whatever", Body.of(ORDER, "")).orThrow()) {
        assertThat(reply.body().reader().getElementText()).isEqualTo("accepted");
      }
      try (Message reply = channel.request("urn:whatever", Body.of(ITEM, ""))) {
        assertThat(reply.fault().orElseThrow().reason()).isEqualTo("Not an order");
      }
    }
  }

  @Test
  void faultHasItsOwnActionAndDetailOnTheWire() throws Exception {
    Operation failing =
        Operation.requestReply(
            "urn:shop:Order",
            request -> {
              throw outOfStock("Stone");
            });
    Binding binding = Binding.wsHttp();
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/", binding, Dispatcher.of(failing)).start();
        ClientChannel channel = binding.channel(host.address("/"));
        Message reply = channel.request("urn:shop:Order", Body.empty())) {
      FaultException e = catchThrowableOfType(FaultException.class, reply::orThrow);
      assertThat(e.fault().action()).contains("urn:shop:OutOfStock");
      assertThat(reply.property(MessageAddressingProperties.class).orElseThrow().action())
          .contains("urn:shop:OutOfStock");
      assertThat(e.fault().detailFragment().orElseThrow().element().orElseThrow().text())
          .isEqualTo("Stone");
    }
  }

  @ParameterizedTest
  @EnumSource
  void relayPassesAddressedCallsOn(SoapVersion version) throws Exception {
    Operation echo =
        Operation.requestReply(
            "urn:echo",
            request ->
                request.reply(
                    Body.of(
                        ORDER,
                        request.body().reader().getElementText()
                            + " "
                            + request.headers().find(AUDIT).isPresent())));
    Binding binding = Binding.of(version).withAddressing(AddressingVersion.WSA_10).withMtom();
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/echo", binding, Dispatcher.of(echo)).start();
        HttpSender sender = ApacheHttpSender.start();
        ServiceHost relay = startRelay(host.address("/echo"), sender);
        ClientChannel channel =
            binding.channel(
                EndpointReference.of(host.address("/echo").toString()),
                relay.address("/relay"),
                sender)) {
      HeaderBlock audit =
          HeaderBlock.of(AUDIT, "").withRole(version.nextRole()).withMustUnderstand(true);
      Message request = channel.message("urn:echo", Body.of(ORDER, "x".repeat(200_000)));
      try (Message reply = channel.request(request.withHeader(audit)).orThrow()) {
        assertThat(reply.body().reader().getElementText())
            .isEqualTo("x".repeat(200_000) + " false");
      }
      try (Message reply = channel.request("urn:unknown", Body.empty())) {
        assertThat(reply.isFault()).isTrue();
      }
      HeaderBlock unknown = HeaderBlock.of(ITEM, "").withRole(version.nextRole());
      Message refused =
          channel
              .message("urn:echo", Body.of(ORDER, ""))
              .withHeader(unknown.withMustUnderstand(true));
      try (Message reply = channel.request(refused)) {
        Fault fault = reply.fault().orElseThrow();
        assertThat(fault.code()).isEqualTo(FaultCode.MUST_UNDERSTAND);
        assertThat(fault.node().or(fault::role)).contains("http://relay.example/");
      }
    }
  }

  @Test
  void relayReturnsAnswersOfANodeThatDoesNotReadTheRequest() throws Exception {
    Operation refusing =
        Operation.requestReply(
            request -> {
              throw Fault.sender("not read").asException();
            });
    Binding binding = Binding.of(SoapVersion.SOAP_12);
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/", binding, Dispatcher.of(refusing)).start();
        HttpSender sender = ApacheHttpSender.start();
        ServiceHost relay = startRelay(host.address("/"), sender);
        ClientChannel channel = binding.channel(relay.address("/relay"), sender);
        Message reply = channel.request(Body.of(ORDER, "x".repeat(3_000_000)))) {
      assertThat(reply.fault().orElseThrow().reason()).isEqualTo("not read");
    }
  }

  @Test
  void relayPassesOneWayMessagesOn() throws Exception {
    BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    Operation notice =
        Operation.oneWay("urn:notice", m -> taken.add(m.body().reader().getElementText()));
    Binding binding = Binding.of(SoapVersion.SOAP_11);
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/", binding, Dispatcher.of(notice)).start();
        HttpSender sender = ApacheHttpSender.start();
        ServiceHost relay = startRelay(host.address("/"), sender);
        ClientChannel channel = binding.channel(relay.address("/relay"), sender)) {
      channel.send("urn:notice", Body.of(ORDER, "news"));
      assertThat(taken.take()).isEqualTo("news");
    }
  }

  @Test
  void fieldsAndStatusAreFoundOnBothSides() throws Exception {
    Operation operation = Operation.requestReply("urn:who", RecipesTest::whoAmI);
    Binding binding = Binding.of(SoapVersion.SOAP_12);
    try (ServiceHost host =
            ServiceHost.builder()
                .endpoint("/", binding, Dispatcher.of(operation))
                .endpoint("/busy", http -> http.response().status(503).set("Retry-After", "7"))
                .start();
        HttpSender sender = ApacheHttpSender.start();
        ClientChannel channel = binding.channel(host.address("/"), sender);
        ClientChannel busy = binding.channel(host.address("/busy"), sender)) {
      assertThat(statusOfCall(channel, "urn:who")).contains(200);
      assertThat(statusOfCall(channel, "urn:unknown")).contains(500);
      assertThat(statusOfCall(busy, "urn:who")).contains(503);
      Message request =
          HttpMessage.withField(channel.message("urn:who", Body.empty()), "X-User", "Ada");
      try (Message reply = channel.request(request).orThrow()) {
        assertThat(reply.body().reader().getElementText()).isEqualTo("Ada");
      }
      SteatiteException e =
          catchThrowableOfType(
              SteatiteException.class, () -> busy.request("urn:who", Body.empty()));
      assertThat(HttpMessage.response(e).orElseThrow().headers().first("Retry-After"))
          .contains("7");
    }
  }
}
