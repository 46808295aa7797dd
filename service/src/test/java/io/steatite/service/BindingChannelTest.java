package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.RawHttp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BindingChannelTest {
  @Test
  void closingAChannelClosesItsConnections() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (RawHttp connection = new RawHttp(listener.accept())) {
                  connection.receive();
                  connection.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                  closed.complete(connection.isClosed());
                } catch (Exception e) {
                  closed.completeExceptionally(e);
                }
              });
      server.start();
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      try (RequestChannel channel = Binding.basicHttp().channel(uri)) {
        channel.send(Message.of(SoapVersion.SOAP_11, Body.empty()));
      }
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void onlyHttpAddressesAreTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Binding.basicHttp().channel(URI.create("ftp://host/")));
  }
}
