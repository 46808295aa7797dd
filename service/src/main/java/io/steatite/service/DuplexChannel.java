package io.steatite.service;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.MessageIds;
import io.steatite.addressing.PendingReplies;
import io.steatite.envelope.Message;
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
 * A channel whose requests go out on one connection and whose replies come in on another, at the
 * listener of its {@link DuplexClient}. Every message it sends has a MessageID that cannot be
 * guessed, and its own address as ReplyTo; FaultTo only if the message asks for it (B3211).
 *
 * <p>A service that answers on the connection all the same is listened to as well. If it refuses a
 * request there, the call fails with that fault.
 *
 * <p>Safe for use by several threads. Closing it fails its calls under way.
 */
public final class DuplexChannel implements RequestChannel {
  private final DuplexClient client;
  private final PendingReplies pending;
  private final MessageStack stack;
  private final RequestChannel posting;
  private final ChannelInstances.Instance instance;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param stack the layers and encoders of the way to the service
   * @param http that way
   * @param instance its place on the listener
   */
  DuplexChannel(
      DuplexClient client,
      MessageStack stack,
      HttpRequestChannel http,
      ChannelInstances.Instance instance) {
    this.client = client;
    this.pending = client.pending();
    this.stack = stack;
    this.posting = stack.channel(new Posting(http, pending));
    this.instance = instance;
  }

  /** Where its replies come in, and where a service can send it more: what it gives as ReplyTo. */
  public EndpointReference address() {
    return instance.address();
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @return the reply, in memory
   * @throws io.steatite.envelope.FaultException if the service refused it on the connection
   * @throws io.steatite.envelope.stack.DeadlineExceededException if there is no reply in time
   * @throws RejectedExecutionException if as many calls as may be wait already
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
   * Sends a request. No thread waits for its reply; what depends on the future is done by threads
   * of the client, which must not wait there for other calls of this kind.
   *
   * @return the reply, in memory; fails as {@link #request} does. Whoever cancels or completes it
   *     gives up the call
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
   * Sends a one-way message. It says where this channel can be reached too, so that the service may
   * answer with messages of its own.
   */
  @Override
  public void send(Message message) {
    try (message) {
      posting.send(
          stampedWith(
              message, MessageAddressingProperties.givenTo(message).replyTo().orElse(address())));
    }
  }

  private Message stamp(Message request) {
    if (MessageAddressingProperties.givenTo(request).replyTo().isPresent()) {
      throw new IllegalArgumentException(
          "The reply is waited for at " + address() + ": the request cannot have another ReplyTo");
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

  /** Has the reply waited for. */
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

  /**
   * Posts a request, unless its call is over already, and closes it. What goes wrong ends the call.
   */
  private void post(DuplexCall call, Message request) {
    try (request) {
      if (!call.reply().isDone()) {
        posting.send(request);
      }
    } catch (RuntimeException e) {
      pending.fail(call.messageId(), e);
    }
  }

  private static TransportException closedException() {
    return new TransportException("The channel was closed while a reply was waited for", null);
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
