package io.steatite.conformance.docs;

import static io.steatite.conformance.docs.Orders.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlElement;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import jakarta.activation.DataSource;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes for bodies, binary content and JAXB. */
class ContentRecipesTest {
  private static final QName PICTURE = new QName("urn:pictures", "Picture");
  private static final String STORE = "urn:pictures:Store";

  private final List<Object> seen = new ArrayList<>();

  private void log(Object value) {
    seen.add(value);
  }

  @Test
  void binaryContentIsSentAndRead(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("picture"), new byte[5000]);
    Operation store =
        Operation.requestReply(
            STORE,
            request -> {
              // begin read-binary
              DataSource picture = BinaryContent.read(request.body().reader());
              try (InputStream in = picture.getInputStream()) { // from the connection, once
                log(in.readAllBytes().length);
              }
              // end read-binary
              return request.reply(Body.empty());
            });
    try (ClientChannel channel = Binding.wsHttp().withMtom().loopback(Dispatcher.of(store))) {
      // begin write-binary
      DataSource picture = BinaryContent.of(file, "image/png");
      QName name = new QName("urn:pictures", "Picture");
      Body body = Body.of(name, writer -> BinaryContent.write(writer, picture));
      channel.request("urn:pictures:Store", body).orThrow().close();
      // end write-binary
    }
    assertThat(seen).containsExactly(5000);
  }

  @Test
  void partIsReadTwice() throws Exception {
    Operation store =
        Operation.requestReply(
            STORE,
            request -> {
              // begin buffer
              DataSource picture =
                  BinaryContent.buffer(BinaryContent.read(request.body().reader()));
              try (InputStream first = picture.getInputStream();
                  InputStream second = picture.getInputStream()) {
                log(first.readAllBytes().length == second.readAllBytes().length);
              }
              // end buffer
              return request.reply(Body.empty());
            });
    try (ClientChannel channel = Binding.wsHttp().withMtom().loopback(Dispatcher.of(store))) {
      DataSource picture = BinaryContent.of(new byte[5000]);
      Body body = Body.of(PICTURE, writer -> BinaryContent.write(writer, picture));
      channel.request(STORE, body).orThrow().close();
    }
    assertThat(seen).containsExactly(true);
  }

  @Test
  void replyStreamsFromTheRequest() throws Exception {
    Operation echo =
        Operation.requestReply(
            Orders.ADD,
            request -> {
              // begin stream-reply
              Body streamed = Body.once(request.body()::writeTo); // reads while it is written
              return request.reply(streamed);
              // end stream-reply
            });
    Operation buffered =
        Operation.requestReply(
            STORE,
            request -> {
              // begin buffer-request
              Body repeatable =
                  request.body().buffer(); // reads the request before the reply starts
              return request.reply(repeatable);
              // end buffer-request
            });
    try (ClientChannel channel = Binding.wsHttp().loopback(Dispatcher.of(echo, buffered));
        Message first = channel.request(Orders.ADD, Body.of(ORDER, "salt")).orThrow();
        Message second = channel.request(STORE, Body.of(ORDER, "salt")).orThrow()) {
      assertThat(Orders.text(first)).isEqualTo("salt");
      assertThat(Orders.text(second)).isEqualTo("salt");
    }
  }

  @Test
  void replyIsCheckedToItsEnd() throws Exception {
    try (ClientChannel channel = Binding.wsHttp().loopback(Orders.operations());
        Message reply = channel.request(Orders.ADD, Body.of(ORDER, "salt")).orThrow()) {
      // begin require-end
      reply.body().reader().getElementText();
      reply.requireEnd(); // fails if the rest is malformed or cut off
      // end require-end
    }
  }

  @Test
  void smallXmlIsBuilt() throws Exception {
    // begin xml-element
    QName order = new QName("urn:orders", "Order", "o");
    QName item = new QName("urn:orders", "Item", "o");
    Body body =
        Body.of(
            XmlElement.of(order)
                .withAttribute("id", "42")
                .with(XmlElement.of(item, "salt"), XmlElement.of(item, "pepper")));
    // end xml-element
    assertThat(body.payload()).contains(order);
    assertThat(body.fragment().toString()).isNotEmpty();
  }

  // begin jaxb-types
  @XmlRootElement(name = "Customer", namespace = "urn:orders")
  public static class Customer {
    public String name;
  }

  @XmlRootElement(name = "Missing", namespace = "urn:orders")
  public static class Missing {
    @XmlElementWrapper public List<String> articles = new ArrayList<>();
  }

  // end jaxb-types

  @Test
  void jaxbObjectsAreHeadersAndDetails() throws Exception {
    // begin jaxb
    JaxbBinding jaxb = JaxbBinding.of(Customer.class, Missing.class); // expensive: keep it
    Operation add =
        Operation.requestReply(
            "urn:orders:Add",
            request -> {
              HeaderBlock header = request.headers().find("urn:orders", "Customer").orElseThrow();
              Missing missing = new Missing();
              missing.articles.add("salt for " + jaxb.read(header, Customer.class).name);
              throw Fault.builder(FaultCode.RECEIVER, "Out of stock")
                  .detail(jaxb.content(missing))
                  .build()
                  .asException();
            });
    // end jaxb
    try (ClientChannel channel = Binding.of(SoapVersion.SOAP_12).loopback(Dispatcher.of(add))) {
      // begin jaxb-client
      Customer customer = new Customer();
      customer.name = "Ada";
      Message request =
          channel
              .message("urn:orders:Add", Body.of(ORDER, "salt"))
              .withHeader(jaxb.header(customer));
      try (Message reply = channel.request(request).orThrow()) {
        log(reply);
      } catch (FaultException e) {
        log(jaxb.read(e.fault().detailFragment().orElseThrow(), Missing.class).articles);
      }
      // end jaxb-client
    }
    assertThat(seen).containsExactly(List.of("salt for Ada"));
  }
}
