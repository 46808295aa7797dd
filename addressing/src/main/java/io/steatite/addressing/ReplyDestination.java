package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Where a reply goes (Core section 3.4). Whoever made it closes it. */
sealed interface ReplyDestination extends AutoCloseable {
  /** What the reply is addressed to. */
  EndpointReference reference();

  /**
   * Sends a reply there. Does not throw: what cannot be delivered is logged.
   *
   * @param reply with its addressing headers; taken over
   * @param origin of the request, for the log
   * @return what is left to be said on the way the request came
   */
  Reply deliver(Message reply, Deadline deadline, Supplier<String> origin);

  @Override
  default void close() {}

  /** The way the request came. */
  record BackChannel(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      return Reply.of(reply);
    }
  }

  /**
   * An address that no way leads to. The request gets a fault, on the way it came and without
   * anything of the refused reference.
   *
   * @param address the one refused
   */
  record Refused(String address, EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      return Reply.of(reply);
    }
  }

  /** Nobody wants to have it. */
  record Nowhere(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline, Supplier<String> origin) {
      reply.close();
      return Reply.accepted();
    }
  }

  /** An address that the sender of the request chose and policy permits. */
  record Elsewhere(EndpointReference reference, RequestChannel channel)
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
