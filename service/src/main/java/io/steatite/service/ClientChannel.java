package io.steatite.service;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.RequestChannel;
import java.time.Duration;

/**
 * A channel to a service, made by a {@link Binding} or a {@link DuplexClient}: sends messages in
 * the SOAP version of the binding.
 *
 * <pre>{@code
 * try (ClientChannel channel = Binding.wsHttp().channel(uri);
 *     Message reply = channel.request("urn:greeter:Greet", Body.of(GREET, "Ada")).orThrow()) {
 *   return reply.body().reader().getElementText();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Use one channel for many calls: {@link
 * Binding#channel(java.net.URI)} starts an HTTP client with a connection pool of its own, so a
 * channel for each call opens a connection for each call, which takes several times as long as the
 * call itself. Channels that share an {@code HttpSender} share its connections.
 */
public interface ClientChannel extends RequestChannel {
  /** Returns the SOAP version of messages that it makes. */
  SoapVersion soapVersion();

  /** Returns a message to send, for example to add header blocks to it. */
  default Message message(String action, Body body) {
    return Message.of(soapVersion(), body).withAction(action);
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @param action what the service is to do; {@code wsa:Action}, SOAPAction, or the action
   *     parameter
   * @return the reply, which may carry a fault ({@link Message#orThrow}); the caller closes it
   * @throws io.steatite.SteatiteException as {@link #request(Message)} does
   */
  default Message request(String action, Body body) {
    return request(message(action, body));
  }

  /**
   * Sends a request without action, for a service that selects its operation by the body, and waits
   * for its reply. Not possible with WS-Addressing, which needs an action.
   *
   * @return the reply, which may carry a fault ({@link Message#orThrow}); the caller closes it
   * @throws io.steatite.SteatiteException as {@link #request(Message)} does
   */
  default Message request(Body body) {
    return request(Message.of(soapVersion(), body));
  }

  /**
   * Sends a one-way message and waits until the service has accepted it.
   *
   * @throws io.steatite.envelope.FaultException if the service answered with a fault
   * @throws io.steatite.SteatiteException as {@link #send(Message)} does
   */
  default void send(String action, Body body) {
    send(message(action, body));
  }

  /**
   * Returns this channel with a time limit for each call, in place of {@code HttpLimits.deadline}.
   * A message with a {@link Deadline} of its own keeps it. Closing either channel closes both.
   */
  default ClientChannel withDeadline(Duration value) {
    return new BindingChannel(soapVersion(), this, value, () -> {});
  }
}
