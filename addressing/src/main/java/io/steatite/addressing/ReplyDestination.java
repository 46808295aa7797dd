package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Where the reply or the fault for a request is sent (Core section 3.4). */
sealed interface ReplyDestination extends AutoCloseable {
  /** Returns the endpoint reference that the reply is addressed to. */
  EndpointReference reference();

  /**
   * Delivers a reply. A reply that cannot be delivered is logged; this method does not throw.
   *
   * @param reply the reply with its addressing headers; this method closes it or passes it on
   * @param deadline the time until which the reply may be sent
   * @param origin describes the request, for the log
   * @return the answer for the connection of the request
   */
  Reply deliver(Message reply, Deadline deadline, Supplier<String> origin);

  @Override
  default void close() {}

  /** The connection of the request. */
  record BackChannel(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      return Reply.of(reply);
    }
  }

  /**
   * An address that no route leads to. A check refuses the request; the fault returns on the
   * connection of the request, and carries nothing of the refused reference.
   *
   * @param address the refused address
   * @param reference the anonymous address
   */
  record Unreachable(String address, EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      return Reply.of(reply);
    }
  }

  /** The address none: the reply is discarded. */
  record None(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      reply.close();
      return Reply.accepted();
    }
  }

  /** Another address, which the request names and the policy for decoupled replies permits. */
  record Decoupled(EndpointReference reference, RequestChannel channel)
      implements ReplyDestination {
    private static final Logger LOG = System.getLogger("io.steatite.addressing.ReplyDestination");

    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      try {
        channel.send(reply.withProperty(Deadline.class, deadline));
      } catch (RuntimeException e) {
        String address = LogText.of(reference.address());
        LOG.log(
            Level.WARNING,
            () ->
                origin.get()
                    + ": the reply was not delivered to "
                    + address
                    + ": "
                    + LogText.of("" + e));
        LOG.log(Level.DEBUG, () -> "Not delivered to " + address, LogText.of(e));
      }
      return Reply.accepted();
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
