package io.steatite.transport.http;

import io.steatite.UnreadableMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The service's side of the HTTP bindings: SOAP 1.1 section 6 with Basic Profile 1.1 section 3.4,
 * and SOAP 1.2 Part 2 section 7. Which of them is spoken is up to the encoders of the stack.
 *
 * <table>
 * <caption>What is answered</caption>
 * <tr><td>a reply</td><td>200</td></tr>
 * <tr><td>nothing, the message was accepted (R3313)</td><td>202 without body</td></tr>
 * <tr><td>a fault; also to malformed envelopes and MIME packages</td>
 *     <td>500, see {@link FaultStatus}</td></tr>
 * <tr><td>no body; a wrong Content-Length; two SOAPAction fields; broken gzip</td>
 *     <td>400</td></tr>
 * <tr><td>another method than POST</td><td>405</td></tr>
 * <tr><td>a body larger than {@link HttpLimits#body}, or than {@link HttpLimits#decodedBody} or
 *     {@link HttpLimits#decodedRatio} let it become</td><td>413</td></tr>
 * <tr><td>no Content-Type, or one that no encoder reads; a Content-Encoding other than gzip and
 *     deflate, or two</td><td>415</td></tr>
 * <tr><td>something broke that nobody answers for</td><td>500 without body</td></tr>
 * </table>
 *
 * <p>Every request message has its {@link HttpExchange} as a property; {@link HttpMessage} shows
 * what the request says before its body. Immutable, safe for use by several threads.
 */
public final class SoapHttpHandler implements HttpHandler {
  private final MessageStack stack;
  private final HttpLimits limits;
  private final RequestReader reader;
  private final ResponseWriter writer;

  private SoapHttpHandler(MessageStack stack, HttpLimits limits, ResponseWriter writer) {
    this.stack = stack;
    this.limits = limits;
    this.reader = new RequestReader(stack, limits);
    this.writer = writer;
  }

  /** The stack of a service, with the default limits, answering every fault with 500. */
  public static SoapHttpHandler of(MessageStack stack) {
    return new SoapHttpHandler(
        stack, HttpLimits.DEFAULT, new ResponseWriter(stack, FaultStatus.ALWAYS_500, false));
  }

  /** This handler with other limits. */
  public SoapHttpHandler withLimits(HttpLimits value) {
    return new SoapHttpHandler(stack, value, writer);
  }

  /** This handler with another status for some faults. */
  public SoapHttpHandler withFaultStatus(FaultStatus value) {
    return new SoapHttpHandler(stack, limits, writer.withFaultStatus(value));
  }

  /**
   * This handler, sending replies in gzip to clients that say they accept it, or not; it does not
   * by default. Requests in gzip or deflate are read in any case.
   */
  public SoapHttpHandler withCompressedReplies(boolean value) {
    return new SoapHttpHandler(stack, limits, writer.withGzip(value));
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try (ProcessingWatch watch = ProcessingWatch.start(http.request(), limits.processing())) {
      answer(http, new RequestBody(watch.offClock(http.requestBody()), limits), watch);
    } catch (Refusal e) {
      refuse(http, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void answer(HttpExchange http, RequestBody body, ProcessingWatch watch)
      throws IOException, Refusal {
    Message request;
    try {
      request = reader.read(http.request(), body, http.account());
    } catch (UnreadableMessageException | DeadlineExceededException e) {
      body.checkIntact();
      MediaType mediaType = reader.mediaType(http.request().headers());
      writer.write(http, stack.answerTo(e, mediaType, () -> ExchangeLog.origin(http)), watch);
      return;
    }
    try (request) {
      Message known =
          request
              .withProperty(HttpExchange.class, http)
              .withProperty(RequestHead.class, http.request());
      Reply reply = stack.handle(locate(http, exchange(http, known, body)));
      watch.calm();
      respond(http, reply, body, watch);
    }
  }

  private MessageExchange exchange(HttpExchange http, Message request, RequestBody body) {
    return MessageExchange.of(request)
        .withDeadline(Deadline.after(limits.processing(), "HttpLimits.processing"))
        .withAccount(http.account())
        .withOrigin(() -> ExchangeLog.origin(http))
        .withCut(body::isCut);
  }

  private void respond(HttpExchange http, Reply reply, RequestBody body, ProcessingWatch watch)
      throws IOException, Refusal {
    if (reply instanceof Reply.OfMessage answer) {
      try (Message message = answer.message()) {
        body.checkIntact();
        write(http, answer, body, watch);
      }
    } else {
      body.checkIntact();
      writer.accept(http);
    }
  }

  /** The reply may stream out of the request, and so may fail as reading the request may. */
  private void write(
      HttpExchange http, Reply.OfMessage reply, RequestBody body, ProcessingWatch watch)
      throws IOException, Refusal {
    try {
      writer.write(http, reply.message(), watch);
    } catch (IOException | RuntimeException e) {
      body.checkIntact();
      if (http.response().isSent()) {
        throw e;
      }
      watch.calm();
      writer.write(http, reply.insteadAfter(e), watch);
    }
  }

  private static void refuse(HttpExchange http, Refusal refusal) throws IOException {
    ExchangeLog.refused(http, refusal.status(), String.valueOf(refusal.getMessage()));
    if (http.response().isSent()) {
      http.abort();
    } else {
      refusal.writeTo(http);
    }
  }

  /** Our own address, not the Host field: that one says what the client likes. */
  private static MessageExchange locate(HttpExchange http, MessageExchange exchange) {
    RequestHead head = http.request();
    InetSocketAddress local = http.localAddress();
    InetAddress address = local.getAddress();
    try {
      String host = address == null ? local.getHostString() : address.getHostAddress();
      URI server = new URI(head.scheme(), null, host, local.getPort(), null, null, null);
      return exchange.withReceivedAt(new URI(server + head.pathBase() + head.path()));
    } catch (URISyntaxException e) {
      return exchange;
    }
  }

  @Override
  public String toString() {
    return "SOAP over HTTP\n" + stack;
  }
}
