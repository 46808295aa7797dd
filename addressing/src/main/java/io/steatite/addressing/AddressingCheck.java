package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.MustUnderstand;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.TransportAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that may be wrong with the addressing of a request, in the order it is looked at. */
final class AddressingCheck implements DispatchCheck {
  private final AddressingLayer layer;
  private final AddressingVersion version;
  private final MessageExchange exchange;
  private final Message request;
  private final AddressingHeaders headers;
  private final MessageAddressingProperties properties;
  private final ReplyDestinations destinations;

  /**
   * @param exchange as it came to the layer, with the action that the transport named
   * @param headers of its request
   * @param destinations of its answer
   */
  AddressingCheck(
      AddressingLayer layer,
      MessageExchange exchange,
      AddressingHeaders headers,
      ReplyDestinations destinations) {
    this.layer = layer;
    this.version = headers.version();
    this.exchange = exchange;
    this.request = exchange.request();
    this.headers = headers;
    this.properties = headers.properties();
    this.destinations = destinations;
  }

  @Override
  public void check(@Nullable Operation selected) {
    boolean oneWay = selected != null && selected.isOneWay();
    checkOneVersion();
    checkHeaders(oneWay);
    checkPresent(version.required());
    requireUnderstood(headers.foreign(), exchange);
    checkTransportAction();
    checkDestination();
    checkSupported(selected);
    if (!oneWay) {
      checkPresent(layer.requiredForReply(version));
      checkReplyAddresses();
      checkReachable(destinations.reply());
      checkReachable(destinations.fault());
      checkNew();
    }
  }

  /**
   * Headers of a version that is not spoken here may be ignored if they are not mandatory, like all
   * others that are not understood. The dispatcher leaves them to us, since most often a message
   * that has them lacks ours, and there is more to say about that.
   */
  static void requireUnderstood(List<HeaderBlock> foreign, MessageExchange exchange) {
    if (foreign.isEmpty()) {
      return;
    }
    List<HeaderBlock> mandatory = foreign.stream().filter(HeaderBlock::mustUnderstand).toList();
    if (!mandatory.isEmpty()) {
      throw MustUnderstand.fault(mandatory, exchange.request().version(), exchange.node())
          .asException();
    }
  }

  private void checkOneVersion() {
    for (HeaderBlock block : headers.foreign()) {
      if (layer.versions().stream().anyMatch(v -> AddressingHeader.of(block.name(), v) != null)) {
        refuse(AddressingFault.mixedVersions(version, block.name()));
      }
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
    return headers.foreign().stream()
        .findFirst()
        .flatMap(block -> AddressingVersion.ofHeader(block.name()))
        .map(other -> "; the message has headers of " + other + ", " + other.namespace())
        .orElse("");
  }

  /**
   * SOAP Binding section 4.2: SOAPAction is the [action] or empty; anything else is a fault. It is
   * the same if it is so as it was sent or percent-decoded: WCF encodes it, others do not.
   */
  private void checkTransportAction() {
    String said = request.action().orElse("");
    String action = properties.action().orElse("");
    if (!said.isEmpty() && !said.equals(action) && !TransportAction.isSent(request, action)) {
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

  /** R3514 to R3516. Without a ReplyTo the anonymous address is meant (Core section 3.2). */
  private void checkReplyAddresses() {
    EndpointReference replyTo =
        properties.replyTo().orElseGet(() -> EndpointReference.anonymous(version));
    checkReplyAddress(AddressingHeader.REPLY_TO, replyTo);
    properties
        .faultTo()
        .ifPresent(faultTo -> checkReplyAddress(AddressingHeader.FAULT_TO, faultTo));
  }

  private void checkReplyAddress(AddressingHeader header, EndpointReference reference) {
    ReplyAddressPolicy supported = layer.replyAddresses();
    if (!supported.include(reference, version)) {
      refuse(AddressingFault.unsupportedReplyAddress(version, header, supported, reference));
    }
  }

  /** R3411, R3412: the endpoint sends replies elsewhere, but not to this address. */
  private void checkReachable(ReplyDestination destination) {
    if (destination instanceof ReplyDestination.Refused refused) {
      refuse(AddressingFault.destinationUnreachable(version, refused.address()));
    }
  }

  /** Last of all, so that what was refused for another reason may come again. */
  private void checkNew() {
    properties
        .messageId()
        .filter(id -> !layer.messageIdMemory().remember(id))
        .ifPresent(id -> refuse(AddressingFault.duplicateMessageId(version, id)));
  }

  private void refuse(AddressingFault fault) {
    throw fault.asException(request.version());
  }
}
