package io.steatite.conformance.docs;

import static io.steatite.conformance.docs.Orders.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.service.OutboundChannels;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recipes for decoupled replies and duplex channels. */
@Timeout(30)
class DuplexRecipesTest {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private static OutboundPolicy loopback() {
    return OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
  }

  @Test
  void policyAllowsAddressesOfReplies() throws Exception {
    Dispatcher operations = Orders.operations();
    // begin decoupled
    ServiceHost host =
        ServiceHost.builder()
            .endpoint("/orders", Binding.wsHttp(), operations)
            .decoupledReplies(
                OutboundPolicy.allowing("https://*.partner.example")
                    .allow("http://intranet.example:8080")
                    .allowNetwork("10.1.0.0/16"))
            .start();
    // end decoupled
    // begin only-duplex
    Binding duplex = Binding.wsHttp().withReplyAddresses(ReplyAddressPolicy.NON_ANONYMOUS);
    // end only-duplex
    try (host;
        ServiceHost second = Orders.start(duplex);
        ClientChannel channel = Binding.wsHttp().channel(Orders.address(host));
        ClientChannel refused = Binding.wsHttp().channel(Orders.address(second));
        Message reply = channel.request(Orders.ADD, Body.of(ORDER, "salt"));
        Message fault = refused.request(Orders.ADD, Body.of(ORDER, "salt"))) {
      assertThat(reply.isFault()).isFalse();
      assertThat(fault.isFault()).isTrue();
    }
  }

  @Test
  void replyArrivesAtTheListener() throws Exception {
    try (ServiceHost host =
        ServiceHost.builder()
            .endpoint("/orders", Binding.wsHttp(), Orders.operations())
            .decoupledReplies(loopback())
            .start()) {
      // begin duplex
      try (DuplexClient client = DuplexClient.start(Binding.wsHttp());
          DuplexChannel channel = client.channel(host.address("/orders"))) {
        Message request = channel.message("urn:orders:Add", Body.of(ORDER, "salt"));
        CompletableFuture<Message> reply = channel.requestAsync(request);
        try (Message accepted = reply.get().orThrow()) {
          seen.add(accepted.body().reader().getElementText());
        }
      }
      // end duplex
    }
    assertThat(seen).containsExactly("salt");
  }

  @Test
  void serviceSendsMessagesToItsClient() throws Exception {
    OutboundPolicy policy = loopback();
    // begin callback
    Binding binding = Binding.wsHttp();
    OutboundChannels outbound = OutboundChannels.start(policy);
    Operation subscribe =
        Operation.oneWay(
            "urn:orders:Subscribe",
            message -> {
              EndpointReference client =
                  message
                      .property(MessageAddressingProperties.class)
                      .flatMap(MessageAddressingProperties::replyTo)
                      .orElseThrow();
              try (ClientChannel back = outbound.channel(binding, client)) {
                back.send("urn:orders:News", Body.of(new QName("urn:orders", "News"), "salt"));
              }
            });
    ServiceHost host =
        ServiceHost.builder()
            .endpoint("/orders", binding, Dispatcher.of(subscribe))
            .decoupledReplies(outbound)
            .start();
    // end callback
    try (outbound;
        host) {
      // begin callback-client
      Operation receive =
          Operation.oneWay("urn:orders:News", m -> seen.add(m.body().reader().getElementText()));
      DuplexClient client = DuplexClient.builder(binding).callbacks(Dispatcher.of(receive)).start();
      DuplexChannel channel = client.channel(host.address("/orders"));
      channel.send("urn:orders:Subscribe", Body.of(ORDER, ""));
      // end callback-client
      try (client;
          channel) {
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("salt");
      }
    }
  }
}
