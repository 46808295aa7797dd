package io.steatite.transport.http;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * The client's side of the HTTP bindings: SOAP 1.1 section 6 with Basic Profile 1.1 section 3.4,
 * and SOAP 1.2 Part 2 section 7. Writes as {@link MessageStack#encode} does and reads what any of
 * the encoders of the stack reads: a reply may be text where the request was MTOM, and the other
 * way round.
 *
 * <p>A SOAP 1.1 request always has a SOAPAction, in quotes, empty if the message has no action; a
 * SOAP 1.2 request never has one. A message may bring a {@link Deadline} and further header fields
 * ({@link HttpHeaders}) as properties.
 *
 * <p>A request is sent once. An answer of 200, 400 or 500 is read if it is SOAP; 2xx without a body
 * means that the message was accepted. Everything else is an {@link HttpStatusException}, redirects
 * included (B2211). A call that takes too long ends with a {@link
 * io.steatite.envelope.stack.DeadlineExceededException}.
 *
 * <p>Safe for use by several threads. Closing the channel leaves the sender open, since others may
 * be using it.
 */
public final class HttpRequestChannel implements RequestChannel {
  private final URI uri;
  private final MessageStack stack;
  private final HttpSender sender;
  private final HttpLimits limits;
  private final Choices choices;
  private final ResponseReader reader;

  /** What can be chosen for requests. */
  private record Choices(
      boolean escapedAction, boolean gzip, boolean gzipAccepted, boolean actionParameter) {}

  private HttpRequestChannel(
      URI uri, MessageStack stack, HttpSender sender, HttpLimits limits, Choices choices) {
    this.uri = uri;
    this.stack = stack;
    this.sender = sender;
    this.limits = limits;
    this.choices = choices;
    this.reader = new ResponseReader(stack, limits);
  }

  /**
   * A channel to an address.
   *
   * @param stack its encoders are used, not its layers: {@code stack.channel(...)} puts those on
   *     top
   * @throws IllegalArgumentException unless the address is one of http or https with a host, and
   *     without user and password
   */
  public static HttpRequestChannel to(URI uri, MessageStack stack, HttpSender sender) {
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Not the address of an HTTP endpoint, http://host/path or https://host/path");
    }
    return new HttpRequestChannel(
        uri, stack, sender, HttpLimits.DEFAULT, new Choices(false, false, false, true));
  }

  /** This channel with other limits. */
  public HttpRequestChannel withLimits(HttpLimits value) {
    return new HttpRequestChannel(uri, stack, sender, value, choices);
  }

  /**
   * This channel, with {@code +} and {@code %} in a SOAPAction or action parameter percent-encoded
   * or not. A WCF service decodes the action, so that a {@code +} sent as it is reaches it as a
   * blank; others compare what was sent. By default the action is sent as it is.
   */
  public HttpRequestChannel withEscapedAction(boolean value) {
    return with(new Choices(value, choices.gzip, choices.gzipAccepted, choices.actionParameter));
  }

  /**
   * This channel, sending requests in gzip or not; it does not by default, as a server may not read
   * it (RFC 9110 section 12.5.3: one that does not answers 415).
   */
  public HttpRequestChannel withCompressedRequests(boolean value) {
    return with(
        new Choices(choices.escapedAction, value, choices.gzipAccepted, choices.actionParameter));
  }

  /**
   * This channel, asking for replies in gzip or deflate or not; it does not by default. What comes
   * so is read in any case.
   */
  public HttpRequestChannel withCompressedReplies(boolean value) {
    return with(new Choices(choices.escapedAction, choices.gzip, value, choices.actionParameter));
  }

  /**
   * This channel, writing the action parameter of SOAP 1.2 or not; it does by default. WCF leaves
   * it out where a {@code wsa:Action} says the same.
   */
  public HttpRequestChannel withActionParameter(boolean value) {
    return with(new Choices(choices.escapedAction, choices.gzip, choices.gzipAccepted, value));
  }

  private HttpRequestChannel with(Choices value) {
    return new HttpRequestChannel(uri, stack, sender, limits, value);
  }

  @Override
  public Message request(Message request) throws IOException {
    return call(request, true).orElseThrow();
  }

  @Override
  public void send(Message message) throws IOException {
    try (Message reply = exchange(message).orElse(null)) {
      if (reply != null) {
        reply.orThrow();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Sends a message and takes what comes back on the same connection, if something does: the reply
   * may come on this way or on another.
   *
   * @return the reply, which may carry a fault; the caller closes it. Nothing if the other side
   *     accepted the message without one
   * @throws IOException if the other side cannot be reached or answers with something else
   */
  public Optional<Message> exchange(Message message) throws IOException {
    try {
      return call(message, false);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<Message> call(Message message, boolean replyWanted) throws IOException {
    Deadline deadline =
        message.property(Deadline.class).orElseGet(() -> Deadline.after(limits.deadline()));
    try (message) {
      deadline.check();
      OutgoingEntity entity = entity(message);
      HttpHeaders headers = headers(message, entity);
      IncomingResponse response = sender.send(new OutgoingRequest(uri, headers, entity, deadline));
      InputStream body = new GuardedInputStream(response.body(), limits.body(), deadline);
      return reader.read(response, body, entity.mediaType(), replyWanted);
    } catch (UncheckedIOException e) {
      deadline.check();
      throw e.getCause();
    } catch (IOException e) {
      deadline.check();
      throw e;
    }
  }

  private OutgoingEntity entity(Message message) throws IOException {
    OutgoingEntity plain = stack.encode(withEncodedAction(message));
    OutgoingEntity entity = choices.gzip ? new GzippedEntity(plain) : plain;
    boolean repeatable = entity.isRepeatable() && !message.body().isOnStream();
    return repeatable ? MeasuredEntity.of(entity) : entity;
  }

  /** What the media type of the message says for its action. */
  private Message withEncodedAction(Message message) {
    Optional<String> action =
        message.action().filter(value -> message.version().hasActionParameter());
    if (action.isEmpty()) {
      return message;
    }
    return message.withAction(
        choices.actionParameter
            ? new SoapAction(action.get()).toParameter(choices.escapedAction)
            : null);
  }

  private HttpHeaders headers(Message message, OutgoingEntity entity) {
    HttpHeaders headers = new HttpHeaders();
    message.property(HttpHeaders.class).ifPresent(own -> own.forEach(headers::add));
    headers.describe(entity);
    if (choices.gzip) {
      headers.set(ContentCoding.FIELD, "gzip");
    }
    if (choices.gzipAccepted) {
      headers.set(ContentCoding.ACCEPT_FIELD, ContentCoding.ACCEPTED);
    }
    if (!message.version().hasActionParameter()) {
      SoapAction action = new SoapAction(message.action().orElse(""));
      headers.set(SoapAction.FIELD, action.toField(choices.escapedAction));
    }
    return headers;
  }

  /** Does nothing: what there is to release is the sender's. */
  @Override
  public void close() {}

  /** Where it goes to, without what may be secret. */
  @Override
  public String toString() {
    return "HTTP to " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
