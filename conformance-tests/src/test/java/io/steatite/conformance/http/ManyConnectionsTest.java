package io.steatite.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyConnectionsTest {
  private static final Binding BINDING = Binding.of(SoapVersion.SOAP_12);
  private static final QName NUMBER = new QName("urn:test", "number", "t");
  private static final int CONNECTIONS = 400;
  private static final int ROUNDS = 5;

  /** A sender has at most 100 connections to one server. */
  private static final int PER_SENDER = 100;

  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final List<ApacheHttpSender> senders = new ArrayList<>();

  @AfterEach
  void stop() {
    senders.forEach(ApacheHttpSender::close);
  }

  private Message echo(Message request) throws Exception {
    ports.add(request.property(HttpExchange.class).orElseThrow().remoteAddress().getPort());
    return request.reply(Body.of(NUMBER, request.body().reader().getElementText()));
  }

  /** A reply that is not closed keeps its connection, so each call of a round has its own. */
  @Test
  void noCallFailsOverFourHundredConnectionsThatAreKeptAlive() throws Exception {
    Dispatcher operations = Dispatcher.of(Operation.requestReply("urn:test:echo", this::echo));
    try (ServiceHost host = ServiceHost.builder().endpoint("/", BINDING, operations).start()) {
      List<RequestChannel> channels = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS / PER_SENDER; i++) {
        ApacheHttpSender sender = ApacheHttpSender.start();
        senders.add(sender);
        channels.add(BINDING.channel(host.address("/"), sender));
      }
      Set<String> answers = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        answers.addAll(round(channels, round * CONNECTIONS));
      }
      assertThat(answers).hasSize(ROUNDS * CONNECTIONS);
      assertThat(ports).hasSizeBetween(CONNECTIONS, 2 * CONNECTIONS);
    }
  }

  private static List<String> round(List<RequestChannel> channels, int first) throws Exception {
    List<Message> replies = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Message request =
            Message.of(SoapVersion.SOAP_12, Body.of(NUMBER, Integer.toString(first + i)))
                .withAction("urn:test:echo");
        replies.add(channels.get(i / PER_SENDER).request(request));
      }
      for (Message reply : replies) {
        answers.add(reply.orThrow().body().reader().getElementText());
      }
    } finally {
      replies.forEach(Message::close);
    }
    return answers;
  }
}
