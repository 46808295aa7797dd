package io.steatite.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpLimits;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The examples for users of other stacks. */
class ComingFromTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @XmlRootElement(name = "Add", namespace = "urn:orders")
  public static class Add {
    @XmlElement(namespace = "urn:orders")
    public String article;
  }

  @XmlRootElement(name = "AddResponse", namespace = "urn:orders")
  public static class AddResponse {
    @XmlElement(namespace = "urn:orders")
    public String id;
  }

  private void log(String value) {
    seen.add(value);
  }

  // begin cxf-service
  static ServiceHost startOrders(int port) throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Add.class, AddResponse.class);
    Operation add =
        Operation.requestReply(
            "urn:orders:Add",
            request -> {
              Add order = jaxb.read(request.body(), Add.class);
              AddResponse response = new AddResponse();
              response.id = "id of " + order.article;
              return request.reply(jaxb.body(response));
            });
    return ServiceHost.builder()
        .port(port)
        .endpoint("/orders", Binding.basicHttp(), Dispatcher.of(add))
        .start();
  }

  // end cxf-service

  @Test
  void cxf() throws Exception {
    try (ServiceHost host = startOrders(0)) {
      URI address = host.address("/orders");
      // begin cxf-client
      JaxbBinding jaxb = JaxbBinding.of(Add.class, AddResponse.class);
      Add order = new Add();
      order.article = "salt";
      try (ClientChannel channel =
              Binding.basicHttp().channel(address).withDeadline(Duration.ofSeconds(10));
          Message reply = channel.request("urn:orders:Add", jaxb.body(order)).orThrow()) {
        log(jaxb.read(reply.body(), AddResponse.class).id);
      } catch (FaultException e) {
        log(e.fault().reason());
      }
      // end cxf-client
    }
    assertThat(seen).containsExactly("id of salt");
    // begin cxf-features
    Binding features =
        Binding.of(SoapVersion.SOAP_12).withAddressing(AddressingVersion.WSA_10).withMtom();
    // end cxf-features
    assertThat(features).hasToString("SOAP 1.2, WS-Addressing 1.0, MTOM");
  }

  @Test
  void springWs() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Add.class, AddResponse.class);
    // begin spring-service
    Operation add =
        Operation.requestReply(
            new QName("urn:orders", "Add"), // selects by payload, for any action
            request -> {
              Add order = jaxb.read(request.body(), Add.class);
              if (order.article == null) {
                throw Fault.sender("No article").asException();
              }
              AddResponse response = new AddResponse();
              response.id = "id of " + order.article;
              return request.reply(jaxb.body(response));
            });
    // end spring-service
    try (ServiceHost host =
        ServiceHost.builder()
            .endpoint("/orders", Binding.basicHttp(), Dispatcher.of(add))
            .start()) {
      URI uri = host.address("/orders");
      Add order = new Add();
      order.article = "salt";
      // begin spring-client
      try (ClientChannel channel = Binding.basicHttp().channel(uri);
          Message reply = channel.request(jaxb.body(order)).orThrow()) {
        log(jaxb.read(reply.body(), AddResponse.class).id);
      }
      // end spring-client
    }
    assertThat(seen).containsExactly("id of salt");
  }

  @Test
  void wcf() throws Exception {
    int port = 0;
    // begin wcf-service
    Operation add =
        Operation.requestReply(
            "http://tempuri.org/IOrders/Add",
            request -> {
              String article = request.body().reader().getElementText();
              return request.reply(Body.of(new QName("urn:orders", "AddResponse"), article));
            });
    Operation log =
        Operation.oneWay(
            "http://tempuri.org/IOrders/Log",
            message -> log(message.body().reader().getElementText()));
    Binding binding =
        Binding.wsHttp()
            .withXmlLimits(XmlLimits.builder().depth(64).build()) // ReaderQuotas
            .withHttpLimits(HttpLimits.builder().body(16 << 20).build()); // MaxReceivedMessageSize
    ServiceHost host =
        ServiceHost.builder()
            .port(port)
            .endpoint("/orders", binding, Dispatcher.of(add, log))
            .start();
    // end wcf-service
    try (host) {
      URI address = host.address("/orders");
      // begin wcf-client
      QName name = new QName("urn:orders", "Add");
      HeaderBlock trace = HeaderBlock.of(new QName("urn:trace", "Id"), "4b1f");
      try (ClientChannel channel = binding.channel(address).withDeadline(Duration.ofSeconds(10))) {
        Message request =
            channel
                .message("http://tempuri.org/IOrders/Add", Body.of(name, "salt"))
                .withHeader(trace);
        try (Message reply = channel.request(request).orThrow()) {
          log(reply.body().reader().getElementText());
        }
        channel.send("http://tempuri.org/IOrders/Log", Body.of(name, "added"));
      }
      // end wcf-client
    }
    assertThat(seen).containsExactly("salt", "added");
  }

  @Test
  void saaj() throws Exception {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    document.appendChild(document.createElementNS("urn:orders", "Order"));
    try (ClientChannel channel = Binding.basicHttp().loopback(Orders.operations());
        Message reply = channel.request(Orders.ADD, Body.of(Orders.ORDER, "salt")).orThrow()) {
      // begin source
      Body body = Body.of(XmlFragment.of(document)); // from DOM
      Source source = reply.body().source(); // to Transformer, Validator, Unmarshaller
      // end source
      assertThat(body.payload()).contains(Orders.ORDER);
      assertThat(source).isNotNull();
    }
  }
}
