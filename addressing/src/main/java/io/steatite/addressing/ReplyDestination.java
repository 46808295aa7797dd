package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where a reply goes (Core section 3.4). Whoever made it closes it. */
sealed interface ReplyDestination extends AutoCloseable {
  /** What the reply is addressed to. */
  EndpointReference reference();

  /**
   * Sends a reply there. Never throws: what cannot be delivered only the log learns of.
   *
   * @param reply with its addressing headers; taken over
   * @return what is left to be said on the way the request came
   */
  Reply deliver(Message reply, Deadline deadline);

  @Override
  default void close() {}

  /** The way the request came. */
  record BackChannel(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline) {
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
    public Reply deliver(Message reply, Deadline deadline) {
      return Reply.of(reply);
    }
  }

  /** Nobody wants to have it. */
  record Nowhere(EndpointReference reference) implements ReplyDestination {
    @Override
    public Reply deliver(Message reply, Deadline deadline) {
      reply.close();
      return Reply.accepted();
    }
  }

  /** An address that the sender of the request chose and policy permits. */
  record Elsewhere(EndpointReference reference, RequestChannel channel)
      implements ReplyDestination {
    private static final Logger LOG = System.getLogger("io.steatite.addressing.ReplyDestination");

    @Override
    public Reply deliver(Message reply, Deadline deadline) {
      try {
        channel.send(reply.withProperty(Deadline.class, deadline));
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, () -> "Could not deliver to " + reference + ": " + reply, e);
      }
      return Reply.accepted();
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
