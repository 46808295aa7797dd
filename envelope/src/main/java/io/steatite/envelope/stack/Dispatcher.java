package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a service, the rule by which a message selects one of them, and the SOAP node
 * that the service is.
 *
 * <p>A message selects the first of these that there is:
 *
 * <ol>
 *   <li>the operation with its action
 *   <li>the operation for the first element of its body; if the message has an action, among those
 *       without action of their own
 *   <li>the operation for any other message
 * </ol>
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Dispatcher {
  /** The namespace WCF uses for its dispatching faults where no WS-Addressing is in use. */
  private static final String NO_ADDRESSING =
      "http://schemas.microsoft.com/ws/2005/05/addressing/none";

  private final List<Operation> operations;
  private final SoapNode node;
  private final Map<String, Operation> byAction = new HashMap<>();
  private final Map<QName, Operation> byPayload = new HashMap<>();
  private final @Nullable Operation other;

  private Dispatcher(List<Operation> operations, SoapNode node) {
    this.operations = operations;
    this.node = node;
    Operation found = null;
    for (Operation operation : operations) {
      operation.action().ifPresent(action -> add(byAction, action, operation, "action"));
      operation.payload().ifPresent(payload -> add(byPayload, payload, operation, "payload"));
      if (operation.action().isEmpty() && operation.payload().isEmpty()) {
        if (found != null) {
          throw new IllegalArgumentException("Two operations take any other message");
        }
        found = operation;
      }
    }
    this.other = found;
  }

  private static <K> void add(Map<K, Operation> table, K key, Operation operation, String what) {
    if (table.putIfAbsent(key, operation) != null) {
      throw new IllegalArgumentException("Two operations have the " + what + ' ' + key);
    }
  }

  /**
   * Returns a service of these operations. It is the ultimate receiver of its messages.
   *
   * @throws IllegalArgumentException if two operations have the same action or payload, or two take
   *     any other message
   */
  public static Dispatcher of(Operation... operations) {
    return new Dispatcher(List.of(operations), SoapNode.ULTIMATE_RECEIVER);
  }

  /**
   * Returns this service as another SOAP node: with more roles, such as {@code
   * SoapNode.ULTIMATE_RECEIVER.playing("urn:audit")}, or as an intermediary. Operations see it as
   * {@link Message#node}.
   */
  public Dispatcher withNode(SoapNode value) {
    return new Dispatcher(operations, value);
  }

  /** Returns the operations. */
  public List<Operation> operations() {
    return operations;
  }

  /** Returns the node that the service is. */
  public SoapNode node() {
    return node;
  }

  /** Returns the operation that the request selects; null if it selects none. */
  @Nullable Operation select(Message request) {
    Operation operation = byAction(request);
    return operation != null ? operation : other;
  }

  private @Nullable Operation byAction(Message request) {
    String action = request.action().orElse("");
    if (action.isEmpty()) {
      return byPayload(request);
    }
    Operation operation = byAction.get(action);
    if (operation == null) {
      operation = bySentAction(request);
    }
    if (operation == null && !byPayload.isEmpty()) {
      Operation found = byPayload(request);
      return found != null && found.action().isEmpty() ? found : null;
    }
    return operation;
  }

  private @Nullable Operation byPayload(Message request) {
    return request.body().payload().map(byPayload::get).orElse(null);
  }

  /** Returns the operation whose action is that of the transport before it was decoded. */
  private @Nullable Operation bySentAction(Message request) {
    return request.property(TransportAction.class).map(a -> byAction.get(a.sent())).orElse(null);
  }

  /**
   * Checks that the body starts with the element that the operation takes. Otherwise a message
   * could be authorized by its action and processed by its payload, or the other way round.
   */
  static void checkPayload(Operation operation, Message request) {
    QName expected = operation.payload().orElse(null);
    QName found = request.body().payload().orElse(null);
    if (expected != null && !expected.equals(found)) {
      throw Fault.sender("Action " + operation + " takes " + expected + ", the body holds " + found)
          .asException();
    }
  }

  /** Returns the fault for a request that selects no operation, where no layer has a better one. */
  static Fault notSupported(Message request) {
    String asked =
        request.action().map(action -> "action " + action).orElse("a message without action");
    FaultCode code =
        FaultCode.SENDER.withSubcode(new QName(NO_ADDRESSING, "ActionNotSupported", "a"));
    return Fault.builder(code, "No operation here for " + asked).build();
  }

  /** Returns the operations, as {@link MessageStack#toString} prints them. */
  @Override
  public String toString() {
    return "dispatcher " + operations;
  }
}
