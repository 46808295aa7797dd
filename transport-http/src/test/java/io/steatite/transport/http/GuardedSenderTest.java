package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_12;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.EchoService.text;
import static io.steatite.transport.http.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.steatite.envelope.Message;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.destination.ForbiddenDestinationException;
import io.steatite.transport.http.destination.OutboundPolicy;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-21, SEC-24: nothing leaves but to where the policy lets it, on real sockets. */
@Timeout(30)
class GuardedSenderTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static Message call(OutboundPolicy policy, String uri) throws IOException {
    try (HttpSender sender = ApacheHttpSender.guarded(policy, HttpLimits.DEFAULT)) {
      return HttpRequestChannel.to(URI.create(uri), EchoService.client(SOAP_12), sender)
          .request(request(SOAP_12, "urn:test:echo", "hello"))
          .buffer();
    } catch (javax.xml.stream.XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void assertNobodyConnected(ServerSocket listener) throws IOException {
    listener.setSoTimeout(1);
    assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void whatThePolicyAllowsIsSent() throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://partner.example:*")
            .allowNetwork("127.0.0.1")
            .withResolver(host -> List.of(LOOPBACK));
    EchoService service = new EchoService();
    try (HttpServer server = JettyHttpServer.start(SoapHttpHandler.of(service.stack(SOAP_12)));
        Message reply = call(policy, "http://partner.example:" + server.port() + "/")) {
      assertThat(text(reply)).isEqualTo("hello");
    }
  }

  @Test
  void anAddressIsSentToWithoutANameAsWell() throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
    EchoService service = new EchoService();
    try (HttpServer server = JettyHttpServer.start(SoapHttpHandler.of(service.stack(SOAP_12)));
        Message reply = call(policy, server.uri("/").toString())) {
      assertThat(text(reply)).isEqualTo("hello");
    }
  }

  @Test
  void anIpv6AddressToo() throws Exception {
    OutboundPolicy policy = OutboundPolicy.allowing("http://[::1]:*").allowNetwork("::1");
    EchoService service = new EchoService();
    try (HttpServer server = startOnIpv6(SoapHttpHandler.of(service.stack(SOAP_12)));
        Message reply = call(policy, server.uri("/").toString())) {
      assertThat(text(reply)).isEqualTo("hello");
    }
  }

  private static HttpServer startOnIpv6(HttpHandler handler) throws IOException {
    try {
      return JettyHttpServer.ENGINE.start(
          handler,
          ServerSettings.builder()
              .address(new InetSocketAddress(InetAddress.getByName("::1"), 0))
              .build());
    } catch (IOException e) {
      return abort("This machine has no IPv6: " + e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[64:ff9b::127.0.0.1]:%d/",
        "http://[::1]:%d/",
        "http://rebound.example:%d/"
      })
  void nothingConnectsWhereItIsRefused(String address) throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://*:*").withResolver(host -> List.of(LOOPBACK));
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK)) {
      assertThatThrownBy(() -> call(policy, address.formatted(listener.getLocalPort())))
          .isInstanceOf(ForbiddenDestinationException.class);
      assertNobodyConnected(listener);
    }
  }

  @Test
  void whatIsNotOnTheListIsNotEvenLookedUp() throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://partner.example:*")
            .withResolver(
                host -> {
                  throw new AssertionError(host);
                });
    assertThatThrownBy(() -> call(policy, "http://evil.example/"))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  /** A name that is a stranger's when asked first, and ours when asked again. */
  @Test
  void aNameThatChangesItsMindGainsNothing() throws Exception {
    InetAddress stranger = InetAddress.getByName("93.184.215.14");
    AtomicInteger asked = new AtomicInteger();
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://rebinding.example:*")
            .withResolver(host -> List.of(asked.getAndIncrement() == 0 ? stranger : LOOPBACK));
    assertThat(policy.resolve("rebinding.example")).containsExactly(stranger);
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK)) {
      assertThatThrownBy(
              () -> call(policy, "http://rebinding.example:" + listener.getLocalPort() + "/"))
          .isInstanceOf(ForbiddenDestinationException.class)
          .hasMessageContaining("loopback");
      assertThat(asked).hasValue(2);
      assertNobodyConnected(listener);
    }
  }

  /** Where it leads is what was asked for, whatever the system's own resolver says. */
  @Test
  void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://does-not-exist.invalid:*")
            .allowNetwork("127.0.0.1")
            .withResolver(
                host -> {
                  asked.incrementAndGet();
                  return List.of(LOOPBACK);
                });
    EchoService service = new EchoService();
    try (HttpServer server = JettyHttpServer.start(SoapHttpHandler.of(service.stack(SOAP_12)))) {
      call(policy, "http://does-not-exist.invalid:" + server.port() + "/").close();
      assertThat(asked).hasValue(1);
    }
  }

  /** SEC-24. */
  @ParameterizedTest
  @ValueSource(
      strings = {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
  void aRedirectIsNotFollowed(String status) throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK);
        ScriptedServer server =
            ScriptedServer.answering(
                response(
                    status,
                    "Location: http://127.0.0.1:%d/\r\n".formatted(listener.getLocalPort()),
                    ""))) {
      assertThatThrownBy(() -> call(policy, server.uri().toString()))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining("Redirects are not followed");
      assertNobodyConnected(listener);
    }
  }

  /** What the JVM was told of proxies, HTTP ones or SOCKS ones, is for other connections. */
  @Test
  void noProxyStandsInBetween() throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
    EchoService service = new EchoService();
    ProxySelector before = ProxySelector.getDefault();
    try (ServerSocket proxy = new ServerSocket(0, 5, LOOPBACK);
        HttpServer server = JettyHttpServer.start(SoapHttpHandler.of(service.stack(SOAP_12)))) {
      ProxySelector.setDefault(new EverythingThrough(proxy.getLocalSocketAddress()));
      try (Message reply = call(policy, server.uri("/").toString())) {
        assertThat(text(reply)).isEqualTo("hello");
      }
      assertNobodyConnected(proxy);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private static final class EverythingThrough extends ProxySelector {
    private final Proxy proxy;

    EverythingThrough(SocketAddress address) {
      proxy = new Proxy(Proxy.Type.SOCKS, address);
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
