package io.steatite.conformance.docs;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import java.io.IOException;
import java.net.URI;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

/** The service that the recipes call: takes an order, and returns it as accepted. */
final class Orders {
  static final String ADD = "urn:orders:Add";
  static final QName ORDER = new QName("urn:orders", "Order");
  static final QName ACCEPTED = new QName("urn:orders", "Accepted");

  private Orders() {}

  static Dispatcher operations() {
    return Dispatcher.of(Operation.requestReply(ADD, Orders::add));
  }

  private static Message add(Message request) throws XMLStreamException {
    String article = text(request);
    if (article.isEmpty()) {
      throw Fault.sender("No article").asException();
    }
    return request.reply(Body.of(ACCEPTED, article));
  }

  /** Returns the text of the first element in the body. */
  static String text(Message message) throws XMLStreamException {
    return message.body().reader().getElementText();
  }

  /** Starts a host with the service at {@code /orders}. */
  static ServiceHost start(Binding binding) throws IOException {
    return ServiceHost.builder().endpoint("/orders", binding, operations()).start();
  }

  static URI address(ServiceHost host) {
    return host.address("/orders");
  }
}
