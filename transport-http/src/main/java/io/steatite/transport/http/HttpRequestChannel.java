package io.steatite.transport.http;

import io.steatite.SteatiteException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * The client's side of the HTTP bindings: SOAP 1.1 section 6 with Basic Profile 1.1 section 3.4,
 * and SOAP 1.2 Part 2 section 7. Writes and reads with the encoders of the stack: a reply may be
 * text where the request was MTOM, and the other way round.
 *
 * <p>A SOAP 1.1 request always has a SOAPAction, in quotes, empty if the message has no action; a
 * SOAP 1.2 request never has one. A message may bring a {@link Deadline} as a property, and further
 * header fields, see {@link HttpMessage#withField}.
 *
 * <p>A request is sent once. An answer of 200, 400 or 500 is read if it is SOAP; 2xx without a body
 * means that the message was accepted. Everything else is an {@link HttpStatusException}, redirects
 * included (B2211). A call that takes too long ends with a {@link DeadlineExceededException}. Every
 * failure says the endpoint, the action and whether the request was sent; if there was a response,
 * {@link HttpMessage#response(SteatiteException)} returns its head.
 *
 * <p>Safe for use by several threads. Closing the channel leaves the sender open, since others may
 * be using it.
 */
public final class HttpRequestChannel implements RequestChannel {
  private final URI uri;
  private final URI endpoint;
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
    this.endpoint = presentable(uri);
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
  public Message request(Message request) {
    return call(request, true).orElseThrow();
  }

  @Override
  public void send(Message message) {
    try (Message reply = exchange(message).orElse(null)) {
      if (reply != null) {
        reply.orThrow();
      }
    }
  }

  /**
   * Sends a message and takes what comes back on the same connection, if something does: the reply
   * may come on this way or on another.
   *
   * @return the reply, which may carry a fault; the caller closes it. Nothing if the other side
   *     accepted the message without one
   * @throws SteatiteException if the call fails, as in {@link #request}
   */
  public Optional<Message> exchange(Message message) {
    return call(message, false);
  }

  private Optional<Message> call(Message message, boolean replyWanted) {
    HttpCall call = new HttpCall(endpoint, message.action().orElse(null));
    Deadline deadline =
        message.property(Deadline.class).orElseGet(() -> Deadline.after(limits.deadline()));
    try {
      return call(message, call, deadline, replyWanted);
    } catch (SteatiteException e) {
      call.describe(e);
      throw e;
    } catch (IOException e) {
      SteatiteException failure = failure(e, deadline);
      call.describe(failure);
      throw failure;
    }
  }

  /**
   * What fails because the connection was closed at the deadline failed because of the deadline.
   */
  private static SteatiteException failure(IOException e, Deadline deadline) {
    if (!deadline.hasPassed()) {
      return TransportException.of(e);
    }
    DeadlineExceededException late = new DeadlineExceededException(deadline.allowed());
    late.addSuppressed(e);
    return late;
  }

  private Optional<Message> call(
      Message message, HttpCall call, Deadline deadline, boolean replyWanted) throws IOException {
    try (message) {
      deadline.check();
      OutgoingEntity entity = entity(message);
      OutgoingRequest request =
          new OutgoingRequest(uri, headers(message, entity), call.noting(entity), deadline);
      IncomingResponse response = sender.send(request);
      call.received(response.head());
      InputStream body = new GuardedInputStream(response.body(), limits.body(), deadline);
      return reader.read(call, response, body, entity.mediaType(), replyWanted);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private OutgoingEntity entity(Message message) throws IOException {
    OutgoingEntity plain = stack.encoders().encode(withEncodedAction(message));
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

  private HttpFields headers(Message message, OutgoingEntity entity) {
    HttpFields.Builder headers = HttpFields.builder();
    message.property(HttpFields.class).ifPresent(headers::addAll);
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
    return headers.build();
  }

  /** Does nothing: what there is to release is the sender's. */
  @Override
  public void close() {}

  /** Without the query, which may hold secrets. */
  private static URI presentable(URI uri) {
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
  }

  /** The address without its query. */
  @Override
  public String toString() {
    return "HTTP to " + endpoint;
  }
}
