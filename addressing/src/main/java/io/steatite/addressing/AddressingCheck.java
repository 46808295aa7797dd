package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that may be wrong with the addressing of a request, in the order it is looked at. */
final class AddressingCheck implements DispatchCheck {
  private final AddressingLayer layer;
  private final AddressingVersion version;
  private final MessageExchange exchange;
  private final Message request;
  private final AddressingHeaders headers;
  private final MessageAddressingProperties properties;

  /**
   * @param exchange as it came to the layer, with the action that the transport named
   * @param headers of its request
   */
  AddressingCheck(AddressingLayer layer, MessageExchange exchange, AddressingHeaders headers) {
    this.layer = layer;
    this.version = layer.version();
    this.exchange = exchange;
    this.request = exchange.request();
    this.headers = headers;
    this.properties = headers.properties();
  }

  @Override
  public void check(@Nullable Operation selected) {
    boolean oneWay = selected != null && selected.isOneWay();
    checkHeaders(oneWay);
    checkPresent(version.required());
    checkTransportAction();
    checkDestination();
    checkSupported(selected);
    if (!oneWay) {
      checkPresent(layer.requiredForReply());
      checkReachable(properties.replyTo());
      checkReachable(properties.faultTo());
    }
  }

  private void checkHeaders(boolean oneWay) {
    for (AddressingHeaders.Problem problem : headers.problems()) {
      if (!oneWay || problem.header().mattersOneWay()) {
        refuse(problem.fault());
      }
    }
  }

  private void checkPresent(List<AddressingHeader> required) {
    for (AddressingHeader header : required) {
      if (!headers.has(header)) {
        refuse(AddressingFault.headerRequired(version, header, foundInstead()));
      }
    }
  }

  private String foundInstead() {
    return request.headers().stream()
        .map(HeaderBlock::name)
        .flatMap(name -> AddressingVersion.ofNamespace(name.getNamespaceURI()).stream())
        .filter(other -> other != version)
        .findFirst()
        .map(other -> "; the message has headers of " + other + ", " + other.namespace())
        .orElse("");
  }

  /** SOAP Binding section 4.2: SOAPAction is the [action] or empty; anything else is a fault. */
  private void checkTransportAction() {
    String said = request.action().orElse("");
    String action = properties.action().orElse("");
    if (!said.isEmpty() && !said.equals(action)) {
      refuse(AddressingFault.actionMismatch(version, action, said));
    }
  }

  private void checkDestination() {
    String to = properties.to().orElse(version.anonymous());
    if (!to.equals(version.anonymous())
        && !layer.addressFilter().accepts(to, exchange.receivedAt())) {
      refuse(AddressingFault.destinationUnreachable(version, to));
    }
  }

  private void checkSupported(@Nullable Operation selected) {
    if (selected == null) {
      refuse(AddressingFault.actionNotSupported(version, properties.action().orElse("")));
    }
  }

  /**
   * R3411, R3412: a reply endpoint that is not the one established by the connection is unreachable
   * from here.
   */
  private void checkReachable(Optional<EndpointReference> reference) {
    reference
        .filter(r -> !r.isAnonymous(version) && !r.isNone(version))
        .ifPresent(r -> refuse(AddressingFault.destinationUnreachable(version, r.address())));
  }

  private void refuse(AddressingFault fault) {
    throw fault.asException(request.version());
  }
}
