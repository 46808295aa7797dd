package io.steatite.envelope.stack;

import io.steatite.envelope.SoapNode;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Assembles the inbound and the outbound pipeline of a stack from its layers.
 *
 * @param topDown the layers, from the one next to the application to the one next to the encoders
 * @param understood names of header blocks that the application understands in every operation
 */
record Layers(List<Layer> topDown, Set<QName> understood) {
  Layers {
    topDown = List.copyOf(topDown);
    understood = Set.copyOf(understood);
  }

  /**
   * Assembles the inbound pipeline: a request enters at the lowest layer, passes the layers upwards
   * and reaches the dispatcher.
   */
  MessageHandler inbound(Dispatcher dispatcher, FaultMapper faultMapper) {
    MessageHandler handler = new DispatchHandler(dispatcher, this::understands, faultMapper);
    for (Layer layer : topDown) {
      handler = layer.handler(handler);
    }
    MessageHandler lowest = handler;
    SoapNode node = dispatcher.node();
    return exchange -> lowest.handle(exchange.withNode(node));
  }

  /**
   * Assembles the outbound pipeline: a request passes the layers downwards and reaches the
   * transport; the reply passes them upwards.
   */
  RequestChannel outbound(RequestChannel transport) {
    RequestChannel channel = transport;
    for (ListIterator<Layer> up = topDown.listIterator(topDown.size()); up.hasPrevious(); ) {
      channel = up.previous().channel(channel);
    }
    return new UnderstandingChannel(channel, this::understands);
  }

  private boolean understands(QName header) {
    if (understood.contains(header)) {
      return true;
    }
    for (Layer layer : topDown) {
      if (layer.understands(header)) {
        return true;
      }
    }
    return false;
  }
}
