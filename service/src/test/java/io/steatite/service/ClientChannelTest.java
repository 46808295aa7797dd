package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ClientChannelTest {
  private static final QName GREET = new QName("urn:greeter", "Greet");

  private final List<String> taken = new ArrayList<>();

  private final Dispatcher greeter =
      Dispatcher.of(
          Operation.requestReply(
              GREET,
              request ->
                  request.reply(
                      Body.of(GREET, "Hello " + request.body().reader().getElementText()))),
          Operation.oneWay(
              "urn:notify",
              message ->
                  taken.add(message.version() + " " + message.body().reader().getElementText())));

  @ParameterizedTest
  @EnumSource
  void requestsNeedNoVersion(SoapVersion version) throws Exception {
    try (ClientChannel channel = Binding.of(version).loopback(greeter);
        Message reply = channel.request("urn:greet", Body.of(GREET, "Ada")).orThrow();
        Message other = channel.request(Body.of(GREET, "Bob")).orThrow()) {
      assertThat(reply.version()).isEqualTo(version);
      assertThat(reply.body().reader().getElementText()).isEqualTo("Hello Ada");
      assertThat(other.body().reader().getElementText()).isEqualTo("Hello Bob");
      channel.send("urn:notify", Body.of(GREET, "news"));
      assertThat(taken).containsExactly(version + " news");
    }
  }

  @Test
  void replyToAnOperationSelectedByPayloadHasTheActionOfTheRequest() {
    try (ClientChannel channel = Binding.wsHttp().loopback(greeter);
        Message reply = channel.request("urn:greet", Body.of(GREET, "Ada")).orThrow()) {
      assertThat(reply.action()).contains("urn:greetResponse");
    }
  }

  @Test
  void deadlineOfAChannelLimitsItsCalls() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ClientChannel channel =
            Binding.basicHttp()
                .channel(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"))) {
      ClientChannel hurried = channel.withDeadline(Duration.ofMillis(50));
      assertThat(hurried.soapVersion()).isEqualTo(SoapVersion.SOAP_11);
      assertThatThrownBy(() -> hurried.request("urn:greet", Body.empty()))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("50 ms");
      Message own =
          hurried
              .message("urn:greet", Body.empty())
              .withProperty(Deadline.class, Deadline.after(Duration.ofMillis(60)));
      assertThatThrownBy(() -> hurried.request(own))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("60 ms");
    }
  }

  @Test
  void messagesCanBeSentViaAnotherAddress() throws Exception {
    CompletableFuture<String> sent = new CompletableFuture<>();
    try (ServerSocket gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpSender sender = ApacheHttpSender.start()) {
      Thread server =
          new Thread(
              () -> {
                try (RawHttp connection = new RawHttp(gateway.accept())) {
                  sent.complete(connection.receive().text());
                  connection.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                } catch (Exception e) {
                  sent.completeExceptionally(e);
                }
              });
      server.start();
      URI via = URI.create("http://127.0.0.1:" + gateway.getLocalPort() + "/");
      EndpointReference service = EndpointReference.of("http://service.example/");
      try (ClientChannel channel = Binding.wsHttp().channel(service, via, sender)) {
        channel.send("urn:notify", Body.of(GREET, ""));
      }
      assertThat(sent.get(10, TimeUnit.SECONDS)).contains("To>", ">http://service.example/<");
    }
  }

  @Test
  void serviceTakesSeveralVersions() throws Exception {
    Binding both =
        Binding.of(SoapVersion.SOAP_12, SoapVersion.SOAP_11)
            .withAddressing(AddressingVersion.WSA_10, AddressingVersion.WSA_2004_08);
    assertThat(both)
        .hasToString("SOAP 1.2 or SOAP 1.1, WS-Addressing 1.0 or WS-Addressing 2004/08, text");
    try (ServiceHost host = ServiceHost.builder().endpoint("/", both, greeter).start()) {
      for (SoapVersion soap : SoapVersion.values()) {
        for (AddressingVersion wsa : AddressingVersion.values()) {
          try (ClientChannel channel =
                  Binding.of(soap).withAddressing(wsa).channel(host.address("/"));
              Message reply = channel.request("urn:greet", Body.of(GREET, "Ada")).orThrow()) {
            assertThat(reply.version()).isEqualTo(soap);
            assertThat(reply.property(MessageAddressingProperties.class)).isPresent();
          }
        }
      }
    }
  }
}
