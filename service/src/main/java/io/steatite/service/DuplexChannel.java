package io.steatite.service;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.MessageIds;
import io.steatite.addressing.internal.PendingReplies;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import io.steatite.transport.http.HttpRequestChannel;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose requests leave on one connection and whose replies come in on another, at the
 * listener of its {@link DuplexClient}. Every message that it sends has a MessageID that cannot be
 * guessed, and the address of the channel as ReplyTo. It has a FaultTo only if the message brings
 * one (B3211).
 *
 * <p>A reply or fault that comes back on the connection of the request is taken too. Either way the
 * result of the call is a message, which may carry a fault.
 *
 * <p>Safe for use by several threads. Closing it fails its calls under way.
 */
public final class DuplexChannel implements ClientChannel {
  private final DuplexClient client;
  private final PendingReplies pending;
  private final MessageStack stack;
  private final RequestChannel outbound;
  private final ChannelInstances.Instance instance;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes a channel.
   *
   * @param stack layers and encoders
   * @param http sends to the service
   * @param instance the address on the listener
   */
  DuplexChannel(
      DuplexClient client,
      MessageStack stack,
      HttpRequestChannel http,
      ChannelInstances.Instance instance) {
    this.client = client;
    this.pending = client.pending();
    this.stack = stack;
    this.outbound = stack.channel(new DuplexTransport(http, pending));
    this.instance = instance;
  }

  /** Returns the address of this channel on the listener, which it sends as ReplyTo. */
  public EndpointReference address() {
    return instance.address();
  }

  @Override
  public SoapVersion soapVersion() {
    return client.soapVersion();
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @return the reply, in memory; it may carry a fault ({@link Message#orThrow})
   * @throws io.steatite.envelope.stack.DeadlineExceededException if there is no reply in time
   * @throws RejectedExecutionException if too many calls wait already
   * @throws IllegalArgumentException if the request has a ReplyTo of its own, or no action
   */
  @Override
  public Message request(Message request) {
    DuplexCall call;
    try (request) {
      Message stamped = stamp(request);
      call = call(stamped);
      post(call, stamped);
    }
    try {
      return call.receive(call.reply().get());
    } catch (InterruptedException e) {
      call.reply().cancel(false);
      Thread.currentThread().interrupt();
      throw TransportException.of(
          new InterruptedIOException("Interrupted while waiting for a reply"));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new TransportException("The call failed", cause);
  }

  /**
   * Sends a request without waiting for its reply. No thread is blocked meanwhile. Actions that
   * depend on the future run on threads of the client; they must not wait for other calls of this
   * kind.
   *
   * @return the reply, in memory; it may carry a fault ({@link Message#orThrow}). The future fails
   *     with the exceptions of {@link #request(Message)}. Cancelling or completing it ends the call
   * @throws IllegalArgumentException if the request has a ReplyTo of its own
   */
  public CompletableFuture<Message> requestAsync(Message request) {
    try {
      Message stamped = stamp(request);
      DuplexCall call = call(stamped);
      CompletableFuture<Message> reply =
          call.reply().thenApplyAsync(call::receive, client.threads());
      reply.whenComplete((message, failure) -> call.reply().cancel(false));
      postLater(call, stamped);
      return reply;
    } catch (RuntimeException e) {
      try (request) {
        throw e;
      }
    }
  }

  private void postLater(DuplexCall call, Message stamped) {
    try {
      client.threads().execute(() -> post(call, stamped));
    } catch (RejectedExecutionException e) {
      try (stamped) {
        pending.fail(call.messageId(), e);
      }
    }
  }

  /**
   * Sends a one-way message. It has a ReplyTo too, so that the service can send messages of its own
   * later.
   *
   * @throws io.steatite.envelope.FaultException if the service answered with a fault
   */
  @Override
  public void send(Message message) {
    try (message) {
      outbound.send(
          stampedWith(
              message, MessageAddressingProperties.givenTo(message).replyTo().orElse(address())));
    }
  }

  private Message stamp(Message request) {
    if (MessageAddressingProperties.givenTo(request).replyTo().isPresent()) {
      throw new IllegalArgumentException(
          "The reply comes in at " + address() + ": the request cannot have another ReplyTo");
    }
    return stampedWith(request, address()).withProperty(Deadline.class, deadline(request));
  }

  private static Message stampedWith(Message message, EndpointReference replyTo) {
    MessageAddressingProperties given = MessageAddressingProperties.givenTo(message);
    return message.withProperty(
        MessageAddressingProperties.class,
        given.toBuilder()
            .messageId(given.messageId().orElseGet(MessageIds::unguessable))
            .replyTo(replyTo)
            .build());
  }

  /** Registers a call before its request is sent. */
  private DuplexCall call(Message stamped) {
    String messageId = MessageAddressingProperties.givenTo(stamped).messageId().orElseThrow();
    CompletableFuture<Message> reply = pending.expect(messageId, deadline(stamped));
    waiting.add(messageId);
    reply.whenComplete((message, failure) -> waiting.remove(messageId));
    if (closed) {
      pending.fail(messageId, closedException());
    }
    return DuplexCall.of(messageId, stamped, stack, reply);
  }

  private Deadline deadline(Message request) {
    return request.property(Deadline.class).orElseGet(() -> Deadline.after(client.deadline()));
  }

  /** Posts a request, unless its call is over already, and closes it. A failure ends the call. */
  private void post(DuplexCall call, Message request) {
    try (request) {
      if (!call.reply().isDone()) {
        outbound.send(request);
      }
    } catch (RuntimeException e) {
      pending.fail(call.messageId(), e);
    }
  }

  private static TransportException closedException() {
    return new TransportException("The channel was closed before the reply came", null);
  }

  @Override
  public void close() {
    closed = true;
    instance.close();
    waiting.forEach(messageId -> pending.fail(messageId, closedException()));
  }

  @Override
  public String toString() {
    return "duplex channel at " + address();
  }
}
