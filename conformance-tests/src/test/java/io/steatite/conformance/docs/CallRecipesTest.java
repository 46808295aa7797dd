package io.steatite.conformance.docs;

import static io.steatite.conformance.docs.Orders.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.SteatiteException;
import io.steatite.addressing.AddressingProblem;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.conformance.wire.WireTap;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.Transcript;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.mtom.MimeLimits;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpMessage;
import io.steatite.transport.http.HttpResponseHead;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;

/** The recipes for clients. */
class CallRecipesTest {
  private final List<Object> seen = new ArrayList<>();

  private void log(Object value) {
    seen.add(value);
  }

  @Test
  void failedCallsAreSteatiteExceptions() throws Exception {
    Binding binding = Binding.wsHttp();
    try (ServiceHost host = Orders.start(binding);
        ClientChannel channel = binding.channel(Orders.address(host))) {
      Body order = Body.of(ORDER, "");
      // begin failed-call
      try (Message reply = channel.request("urn:orders:Add", order).orThrow()) {
        log(reply.body().reader().getElementText());
      } catch (FaultException e) { // the service answered with a fault
        log(e.fault().reason());
        log(HttpMessage.response(e).map(HttpResponseHead::status));
      } catch (SteatiteException e) { // there is no usable reply
        log(e.isRequestSent() ? "was perhaps processed" : "can be repeated");
      }
      // end failed-call
    }
    assertThat(seen).containsExactly("No article", Optional.of(500));
  }

  @Test
  void callsHaveDeadlines() throws Exception {
    Binding binding = Binding.basicHttp();
    try (ServiceHost host = Orders.start(binding)) {
      URI address = Orders.address(host);
      Body order = Body.of(ORDER, "salt");
      // begin deadline
      HttpLimits limits = HttpLimits.builder().deadline(Duration.ofSeconds(60)).build();
      try (ClientChannel channel = binding.withHttpLimits(limits).channel(address)) { // all calls
        ClientChannel quick = channel.withDeadline(Duration.ofSeconds(30)); // all calls of quick
        Message urgent =
            channel
                .message("urn:orders:Add", order)
                .withProperty(Deadline.class, Deadline.after(Duration.ofSeconds(10))); // this call
        try (Message reply = quick.request(urgent).orThrow()) {
          log(reply.body().reader().getElementText());
        }
      }
      // end deadline
    }
    assertThat(seen).containsExactly("salt");
  }

  @Test
  void channelsShareConnections() throws Exception {
    Binding binding = Binding.basicHttp();
    try (ServiceHost host = Orders.start(binding)) {
      URI orders = Orders.address(host);
      Body order = Body.of(ORDER, "salt");
      // begin share-connections
      try (HttpSender sender = ApacheHttpSender.start();
          ClientChannel first = binding.channel(orders, sender);
          ClientChannel second = binding.channel(orders, sender)) {
        first.request("urn:orders:Add", order).close();
        second.request("urn:orders:Add", order).close(); // uses the connection of the first call
      }
      // end share-connections
    }
  }

  @Test
  void messageGoesToAGateway() throws Exception {
    Binding binding = Binding.wsHttp();
    try (ServiceHost host = Orders.start(binding);
        WireTap tap = WireTap.to(host.socketAddress());
        HttpSender sender = ApacheHttpSender.start()) {
      URI gateway = tap.via(Orders.address(host));
      Body order = Body.of(ORDER, "salt");
      // begin gateway
      EndpointReference orders = EndpointReference.of("http://orders.internal.example/orders");
      try (ClientChannel channel = binding.channel(orders, gateway, sender)) {
        channel.request("urn:orders:Add", order).orThrow().close();
      }
      // end gateway
      assertThat(new String(tap.request(), StandardCharsets.UTF_8))
          .contains(">http://orders.internal.example/orders</");
    }
  }

  @Test
  void replyWithMandatoryHeaderIsAccepted() throws Exception {
    QName tax = new QName("urn:tax", "Tax");
    Operation add =
        Operation.requestReply(
            Orders.ADD,
            request ->
                request
                    .reply(Body.of(Orders.ACCEPTED, "salt"))
                    .withHeader(HeaderBlock.of(tax, "7").withMustUnderstand(true)));
    try (ServiceHost host =
        ServiceHost.builder()
            .endpoint("/orders", Binding.basicHttp(), Dispatcher.of(add))
            .start()) {
      URI address = Orders.address(host);
      Body order = Body.of(ORDER, "salt");
      // begin understood
      Binding binding = Binding.basicHttp().withUnderstood(new QName("urn:tax", "Tax"));
      try (ClientChannel channel = binding.channel(address);
          Message reply = channel.request("urn:orders:Add", order).orThrow()) {
        log(reply.headers().find("urn:tax", "Tax").orElseThrow().text());
      }
      // end understood
    }
    assertThat(seen).containsExactly("7");
  }

  @Test
  void addressingFaultNamesTheHeader() throws Exception {
    Binding binding = Binding.wsHttp();
    try (ServiceHost host = Orders.start(binding);
        ClientChannel channel = binding.channel(Orders.address(host))) {
      // begin addressing-problem
      try (Message reply = channel.request("urn:orders:Delete", Body.of(ORDER, "salt")).orThrow()) {
        log(reply);
      } catch (FaultException e) {
        AddressingProblem.in(e).ifPresent(this::log);
      }
      // end addressing-problem
    }
    assertThat(seen).singleElement().asString().contains("ActionNotSupported");
  }

  @Test
  void bindingsHaveLimitsAndSwitches() throws Exception {
    // begin limits
    Binding large =
        Binding.wsHttp()
            .withMtom()
            .withXmlLimits(XmlLimits.builder().textCharacters(64 << 20).build())
            .withMimeLimits(MimeLimits.builder().parts(5000).build())
            .withHttpLimits(HttpLimits.builder().body(1L << 30).decodedBody(1L << 30).build());
    // end limits
    // begin wcf
    Binding wcf =
        Binding.wsHttp()
            .withEscapedAction(true) // WCF decodes + and % in actions
            .withActionParameter(false) // WCF does not write it
            .withMessageIdRequired(false); // WCF accepts requests without MessageID
    // end wcf
    // begin versions
    Binding both =
        Binding.of(SoapVersion.SOAP_12, SoapVersion.SOAP_11)
            .withAddressing(AddressingVersion.WSA_10, AddressingVersion.WSA_2004_08)
            .withAddressingRequired(false);
    // end versions
    for (Binding binding : List.of(large, wcf, both)) {
      try (ServiceHost host = Orders.start(binding);
          ClientChannel channel = binding.channel(Orders.address(host));
          Message reply = channel.request(Orders.ADD, Body.of(ORDER, "salt")).orThrow()) {
        assertThat(Orders.text(reply)).isEqualTo("salt");
      }
    }
  }

  @Test
  void serviceIsTestedWithoutSockets() throws Exception {
    Dispatcher operations = Orders.operations();
    // begin loopback
    try (ClientChannel channel = Binding.wsHttp().loopback(operations)) {
      Message request = channel.message("urn:orders:Add", Body.of(ORDER, "salt"));
      log(Transcript.DEFAULT.of(request));
      try (Message reply = channel.request(request).orThrow()) {
        log(reply.body().reader().getElementText());
      }
    }
    // end loopback
    assertThat(seen).hasSize(2).last().isEqualTo("salt");
    assertThat(seen.get(0).toString()).contains("salt");
  }
}
