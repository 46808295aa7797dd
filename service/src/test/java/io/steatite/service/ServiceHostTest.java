package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpMessage;
import io.steatite.transport.http.HttpMiddleware;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.SoapHttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceHostTest {
  private static final QName NAME = new QName("urn:test", "Test");
  private static final Binding BINDING = Binding.of(SoapVersion.SOAP_12);

  private static final Dispatcher SERVICE =
      Dispatcher.of(
          Operation.requestReply(
              "urn:field",
              request ->
                  request.reply(
                      Body.of(NAME, HttpMessage.fields(request).first("X-Own").orElse("none")))),
          Operation.requestReply(
              "urn:broken",
              request -> {
                throw new IllegalStateException("inside");
              }));

  private static HttpMiddleware adding(String value) {
    return next ->
        http -> {
          http.response().add("Way", value);
          next.handle(http);
        };
  }

  @Test
  void middlewareRunsAroundAllEndpointsInOrder() throws Exception {
    try (ServiceHost host =
            ServiceHost.builder()
                .middleware(adding("outer"))
                .middleware(adding("inner"))
                .endpoint("/service", BINDING, SERVICE)
                .endpoint("/health", http -> http.response().status(204))
                .start();
        ClientChannel channel = BINDING.channel(host.address("/service"));
        Message reply = channel.request("urn:field", Body.empty()).orThrow()) {
      assertThat(HttpMessage.fields(reply).all("Way")).containsExactly("outer", "inner");
      try (RawHttp client = RawHttp.connect(host.socketAddress().getPort())) {
        RawHttp.Received health =
            client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
        assertThat(health.status()).isEqualTo(204);
        assertThat(health.field("Way")).isEqualTo("outer, inner");
      }
    }
  }

  @Test
  void endpointsTakeHandlersAndStacks() throws Exception {
    SoapHttpHandler handler = SoapHttpHandler.of(BINDING.service(SERVICE));
    try (ServiceHost host =
        ServiceHost.builder()
            .endpoint("/handler", handler)
            .endpoint("/stack", BINDING.service(SERVICE))
            .start()) {
      for (String path : new String[] {"/handler", "/stack"}) {
        try (ClientChannel channel = BINDING.channel(host.address(path))) {
          channel.request("urn:field", Body.empty()).orThrow().close();
        }
      }
    }
  }

  @Test
  void faultMapperAppliesToEndpointsWithABinding() throws Exception {
    try (ServiceHost host =
            ServiceHost.builder()
                .faultMapper(failure -> Fault.receiver("mapped " + failure.getMessage()))
                .endpoint("/", BINDING, SERVICE)
                .start();
        ClientChannel channel = BINDING.channel(host.address("/"));
        Message reply = channel.request("urn:broken", Body.empty())) {
      assertThat(reply.fault().orElseThrow().reason()).isEqualTo("mapped inside");
    }
  }

  @Test
  void operationReadsFieldsOfTheRequest() throws Exception {
    try (ServiceHost host = ServiceHost.builder().endpoint("/", BINDING, SERVICE).start();
        ClientChannel channel = BINDING.channel(host.address("/"))) {
      Message request =
          HttpMessage.withField(channel.message("urn:field", Body.empty()), "X-Own", "mine");
      try (Message reply = channel.request(request).orThrow()) {
        assertThat(reply.body().reader().getElementText()).isEqualTo("mine");
        assertThat(HttpMessage.response(reply).orElseThrow().status()).isEqualTo(200);
      }
      assertThat(HttpMessage.fields(request)).isSameAs(HttpFields.empty());
    }
  }

  @Test
  void twoEndpointsCannotShareAPath() {
    ServiceHost.Builder builder = ServiceHost.builder().endpoint("/a", BINDING, SERVICE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.endpoint("/a", http -> {}))
        .withMessage("Two endpoints have the path /a");
  }

  @Test
  void hostClosesItselfWhenTheProcessEnds(@TempDir Path directory) throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
        .isEqualToNormalizingNewlines("closed first\nclosed second");
  }

  /** Closes the first host; the second one is closed by the end of the process. */
  static final class Ending {
    public static void main(String[] args) throws Exception {
      start("first").close();
      start("second");
      System.exit(0);
    }

    private static ServiceHost start(String name) throws Exception {
      return ServiceHost.builder()
          .closeOnShutdown(true)
          .engine((handler, settings) -> new Server(name))
          .start();
    }
  }

  private record Server(String name) implements HttpServer {
    @Override
    public URI uri(String path) {
      return URI.create("http://" + name + path);
    }

    @Override
    public InetSocketAddress socketAddress() {
      return InetSocketAddress.createUnresolved(name, 80);
    }

    @Override
    public void close() {
      System.out.println("closed " + name);
    }
  }
}
