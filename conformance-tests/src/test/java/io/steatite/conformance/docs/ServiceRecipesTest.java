package io.steatite.conformance.docs;

import static io.steatite.conformance.docs.Orders.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpMiddleware;
import io.steatite.transport.http.jdk.JdkHttpServer;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;

/** The recipes for services. */
class ServiceRecipesTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private void log(String value) {
    seen.add(value);
  }

  @Test
  void hostListensOnAnotherAddress() throws Exception {
    Dispatcher operations = Orders.operations();
    String address = "127.0.0.2";
    int port = 0;
    // begin listen
    ServiceHost host =
        ServiceHost.builder()
            .address(InetAddress.getByName(address)) // "0.0.0.0" stands for all
            .port(port)
            .closeOnShutdown(true) // SIGTERM lets running calls end
            .endpoint("/orders", Binding.wsHttp(), operations)
            .start();
    // end listen
    try (host) {
      assertThat(host.socketAddress().getAddress().getHostAddress()).isEqualTo(address);
    }
  }

  @Test
  void hostRunsOnAnotherEngineWithOtherEndpoints() throws Exception {
    Dispatcher operations = Orders.operations();
    // begin engine
    HttpMiddleware accessLog =
        next ->
            exchange -> {
              next.handle(exchange);
              log(exchange.request().path() + " " + exchange.response().status());
            };
    ServiceHost host =
        ServiceHost.builder()
            .engine(JdkHttpServer.ENGINE) // for trusted networks only
            .middleware(accessLog)
            .endpoint("/orders", Binding.wsHttp(), operations)
            .endpoint("/health", exchange -> exchange.response().status(204))
            .start();
    // end engine
    try (host) {
      URI health = host.address("/health");
      assertThat(((HttpURLConnection) health.toURL().openConnection()).getResponseCode())
          .isEqualTo(204);
    }
    assertThat(seen).containsExactly("/health 204");
  }

  @Test
  void operationUnderstandsAHeader() throws Exception {
    // begin header
    QName customer = new QName("urn:orders", "Customer");
    Operation add =
        Operation.requestReply(
                "urn:orders:Add",
                request -> {
                  String name = request.headers().find(customer).map(HeaderBlock::text).orElse("?");
                  return request.reply(Body.of(new QName("urn:orders", "Accepted"), name));
                })
            .withUnderstood(customer); // accepts it with mustUnderstand
    // end header
    try (ClientChannel channel = Binding.wsHttp().loopback(Dispatcher.of(add))) {
      Body order = Body.of(ORDER, "salt");
      // begin send-header
      HeaderBlock header =
          HeaderBlock.of(new QName("urn:orders", "Customer"), "Ada").withMustUnderstand(true);
      Message request = channel.message("urn:orders:Add", order).withHeader(header);
      try (Message reply = channel.request(request).orThrow()) {
        log(reply.body().reader().getElementText());
      }
      // end send-header
    }
    assertThat(seen).containsExactly("Ada");
  }

  // begin layer
  /** Adds a mandatory header with the tenant to requests, and understands it in services. */
  record TenantLayer(String tenant) implements Layer {
    private static final QName TENANT = new QName("urn:tenants", "Tenant");

    @Override
    public boolean understands(QName header) {
      return header.equals(TENANT);
    }

    @Override
    public MessageHandler handler(MessageHandler next) {
      return exchange ->
          next.handle(exchange.remember(operation -> requireTenant(exchange.request())));
    }

    private static void requireTenant(Message request) {
      if (request.headers().find(TENANT).isEmpty()) {
        throw Fault.sender("The header Tenant is missing").asException();
      }
    }

    @Override
    public RequestChannel channel(RequestChannel next) {
      return new RequestChannel() {
        @Override
        public Message request(Message request) {
          return next.request(withTenant(request));
        }

        @Override
        public void send(Message message) {
          next.send(withTenant(message));
        }

        @Override
        public void close() {
          next.close();
        }
      };
    }

    private Message withTenant(Message message) {
      return message.withHeader(HeaderBlock.of(TENANT, tenant).withMustUnderstand(true));
    }
  }

  // end layer

  @Test
  void layerAddsAHeaderAndRequiresIt() throws Exception {
    // begin use-layer
    Binding binding = Binding.wsHttp().withLayer(new TenantLayer("blue"));
    // end use-layer
    try (ServiceHost host = Orders.start(binding);
        ClientChannel with = binding.channel(Orders.address(host));
        ClientChannel without = Binding.wsHttp().channel(Orders.address(host))) {
      with.request(Orders.ADD, Body.of(ORDER, "salt")).orThrow().close();
      FaultException refused =
          catchThrowableOfType(
              FaultException.class,
              () -> without.request(Orders.ADD, Body.of(ORDER, "salt")).orThrow());
      assertThat(refused.fault().reason()).isEqualTo("The header Tenant is missing");
    }
  }
}
