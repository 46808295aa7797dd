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
 * The operations of a service and how a request selects one: by its action; by the first element in
 * its body if it has no action. Also the roles the service plays.
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

  private Dispatcher(List<Operation> operations, SoapNode node) {
    this.operations = operations;
    this.node = node;
    for (Operation operation : operations) {
      operation.action().ifPresent(action -> putOnce(byAction, action, operation));
      operation.payload().ifPresent(payload -> putOnce(byPayload, payload, operation));
    }
  }

  private static <K> void putOnce(Map<K, Operation> table, K key, Operation operation) {
    if (table.putIfAbsent(key, operation) != null) {
      throw new IllegalArgumentException("Two operations for " + key);
    }
  }

  /**
   * A service of these operations that is the ultimate receiver of its messages.
   *
   * @throws IllegalArgumentException if two operations have the same action or payload
   */
  public static Dispatcher of(Operation... operations) {
    return new Dispatcher(List.of(operations), SoapNode.ULTIMATE_RECEIVER);
  }

  /**
   * This service, playing further roles (actors) besides next and ultimate receiver.
   *
   * @throws IllegalArgumentException if one of them is the role none, which nobody may play
   */
  public Dispatcher playing(String... moreRoles) {
    return new Dispatcher(operations, node.playing(moreRoles));
  }

  /** The operations. */
  public List<Operation> operations() {
    return operations;
  }

  /** The node that the service is: an ultimate receiver. */
  public SoapNode node() {
    return node;
  }

  /** The operation that the request selects; null if none. */
  @Nullable Operation select(Message request) {
    String action = request.action().orElse("");
    if (!action.isEmpty()) {
      Operation operation = byAction.get(action);
      return operation != null ? operation : bySentAction(request);
    }
    return request.body().payload().map(byPayload::get).orElse(null);
  }

  /** For an operation whose action looks percent-encoded, and that the transport has decoded. */
  private @Nullable Operation bySentAction(Message request) {
    return request.property(TransportAction.class).map(a -> byAction.get(a.sent())).orElse(null);
  }

  /**
   * Checks that the body is what the operation is for, so that nobody can be authorised by one and
   * dispatched by the other.
   */
  static void checkPayload(Operation operation, Message request) {
    QName expected = operation.payload().orElse(null);
    QName found = request.body().payload().orElse(null);
    if (expected != null && !expected.equals(found)) {
      throw Fault.sender("Action " + operation + " takes " + expected + ", the body holds " + found)
          .asException();
    }
  }

  /** The fault for a request that selects nothing, where no layer has a better one. */
  static Fault notSupported(Message request) {
    String asked =
        request.action().map(action -> "action " + action).orElse("a message without action");
    FaultCode code =
        FaultCode.SENDER.withSubcode(new QName(NO_ADDRESSING, "ActionNotSupported", "a"));
    return Fault.builder(code, "No operation here for " + asked).build();
  }

  /** The operations, for the picture of the stack. */
  @Override
  public String toString() {
    return "dispatcher " + operations;
  }
}
