package io.steatite.conformance.duplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.service.OutboundChannels;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.OutboundPolicy;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the recipes show, compiled and run. */
@Timeout(30)
class DuplexExampleTest {
  private static final QName NAME = new QName("urn:greeter", "Greet");

  static ServiceHost startGreeter(Dispatcher operations, OutboundPolicy allowed)
      throws IOException {
    return ServiceHost.builder()
        .endpoint("/greeter", Binding.wsHttp(), operations)
        .decoupledReplies(allowed)
        .start();
  }

  static String greet(URI greeter, String name) throws Exception {
    Binding binding = Binding.wsHttp();
    Message request =
        Message.of(binding.soapVersion(), Body.of(NAME, name)).withAction("urn:greeter:Greet");
    try (DuplexClient client = DuplexClient.start(binding);
        DuplexChannel channel = client.channel(greeter)) {
      CompletableFuture<Message> reply = channel.requestAsync(request);
      return reply.get().orThrow().body().reader().getElementText();
    }
  }

  static void tell(OutboundChannels outbound, Message message, String news) throws IOException {
    Binding binding = Binding.wsHttp();
    EndpointReference client =
        message.property(MessageAddressingProperties.class).orElseThrow().replyTo().orElseThrow();
    try (RequestChannel back = outbound.channel(binding, client)) {
      back.send(
          Message.of(binding.soapVersion(), Body.of(NAME, news)).withAction("urn:greeter:News"));
    }
  }

  @Test
  void theGreetingComesInOnTheListener() throws Exception {
    Operation greet =
        Operation.requestReply(
            "urn:greeter:Greet",
            request -> request.reply(Body.of(NAME, "Hello " + Duo.text(request))));
    try (ServiceHost host = startGreeter(Dispatcher.of(greet), Duo.loopback())) {
      assertThat(greet(host.address("/greeter"), "Ada")).isEqualTo("Hello Ada");
    }
  }

  @Test
  void theServiceTellsNews() throws Exception {
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    Operation take = Operation.oneWay("urn:greeter:News", m -> news.add(Duo.text(m)));
    try (OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host =
            ServiceHost.builder()
                .endpoint(
                    "/greeter",
                    Binding.wsHttp(),
                    Dispatcher.of(
                        Operation.oneWay("urn:greeter:Subscribe", m -> tell(outbound, m, "hot"))))
                .decoupledReplies(outbound)
                .start();
        DuplexClient client =
            DuplexClient.builder(Binding.wsHttp()).callbacks(Dispatcher.of(take)).start();
        DuplexChannel channel = client.channel(host.address("/greeter"))) {
      channel.send(
          Message.of(Binding.wsHttp().soapVersion(), Body.of(NAME, ""))
              .withAction("urn:greeter:Subscribe"));
      assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("hot");
    }
  }
}
