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

/**
 * Checks the addressing headers of a request. The dispatcher runs it when it has selected the
 * operation.
 */
final class AddressingCheck implements DispatchCheck {
  private final InboundAddressing inbound;
  private final AddressingVersion version;
  private final MessageExchange exchange;
  private final Message request;
  private final AddressingHeaders headers;
  private final MessageAddressingProperties properties;
  private final ReplyRouter router;

  /**
   * @param exchange the exchange as the layer received it; its action is the one of the transport
   * @param router the headers of the request, and the destinations of the answer
   */
  AddressingCheck(InboundAddressing inbound, MessageExchange exchange, ReplyRouter router) {
    this.inbound = inbound;
    this.exchange = exchange;
    this.request = exchange.request();
    this.router = router;
    this.headers = router.headers();
    this.version = headers.version();
    this.properties = headers.properties();
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
      checkPresent(inbound.requiredForReply(version));
      checkReplyAddresses();
      checkReachable(router.reply());
      checkReachable(router.fault());
      checkNew();
    }
  }

  /**
   * Refuses mandatory addressing headers of versions that are not accepted here. Other such headers
   * are ignored, as all headers are that are not understood. {@link AddressingLayer#understands}
   * hides them from the dispatcher, because most messages with such headers lack headers of an
   * accepted version, and {@link AddressingFault#headerRequired} then gives a better reason.
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
      if (inbound.versions().stream().anyMatch(v -> AddressingHeader.of(block.name(), v) != null)) {
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
   * Checks that SOAPAction is empty or equal to the action (SOAP Binding section 4.2). It may be
   * percent-encoded, as WCF sends it, or not.
   */
  private void checkTransportAction() {
    String sent = request.action().orElse("");
    String action = properties.action().orElse("");
    if (!sent.isEmpty() && !sent.equals(action) && !TransportAction.isSent(request, action)) {
      refuse(AddressingFault.actionMismatch(version, action, sent));
    }
  }

  private void checkDestination() {
    String to = properties.to().orElse(version.anonymous());
    if (!to.equals(version.anonymous())
        && !inbound.addressFilter().accepts(to, exchange.receivedAt())) {
      refuse(AddressingFault.destinationUnreachable(version, to));
    }
  }

  private void checkSupported(@Nullable Operation selected) {
    if (selected == null) {
      refuse(AddressingFault.actionNotSupported(version, properties.action().orElse("")));
    }
  }

  /**
   * Checks ReplyTo and FaultTo against the policy (R3514 to R3516). A missing ReplyTo means the
   * anonymous address (Core section 3.2).
   */
  private void checkReplyAddresses() {
    EndpointReference replyTo =
        properties.replyTo().orElseGet(() -> EndpointReference.anonymous(version));
    checkReplyAddress(AddressingHeader.REPLY_TO, replyTo);
    properties
        .faultTo()
        .ifPresent(faultTo -> checkReplyAddress(AddressingHeader.FAULT_TO, faultTo));
  }

  private void checkReplyAddress(AddressingHeader header, EndpointReference reference) {
    ReplyAddressPolicy supported = inbound.replyAddresses();
    if (!supported.accepts(reference, version)) {
      refuse(AddressingFault.unsupportedReplyAddress(version, header, supported, reference));
    }
  }

  /** Checks that there is a route to a destination (R3411, R3412). */
  private void checkReachable(ReplyDestination destination) {
    if (destination instanceof ReplyDestination.Unreachable unreachable) {
      refuse(AddressingFault.destinationUnreachable(version, unreachable.address()));
    }
  }

  /**
   * Refuses a repeated MessageID. This check runs last, so that a request that another check
   * refused can be sent again.
   */
  private void checkNew() {
    properties
        .messageId()
        .filter(id -> !inbound.messageIdMemory().remember(id))
        .ifPresent(id -> refuse(AddressingFault.duplicateMessageId(version, id)));
  }

  private void refuse(AddressingFault fault) {
    throw fault.asException(request.version());
  }
}
