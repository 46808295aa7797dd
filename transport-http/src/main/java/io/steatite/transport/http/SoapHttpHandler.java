package io.steatite.transport.http;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.xml.LimitExceededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
 * <tr><td>no body; a wrong Content-Length; two SOAPAction fields</td><td>400</td></tr>
 * <tr><td>another method than POST</td><td>405</td></tr>
 * <tr><td>a body larger than {@link HttpLimits#body}</td><td>413</td></tr>
 * <tr><td>no Content-Type, or one that no encoder reads; a Content-Encoding</td><td>415</td></tr>
 * <tr><td>something broke that nobody answers for</td><td>500 without body</td></tr>
 * </table>
 *
 * <p>Every request message has its {@link HttpExchange} as a property. Immutable, safe for use by
 * several threads.
 */
public final class SoapHttpHandler implements HttpHandler {
  private static final Logger LOG = System.getLogger(SoapHttpHandler.class.getName());

  private final MessageStack stack;
  private final HttpLimits limits;
  private final RequestReader reader;
  private final ResponseWriter writer;

  private SoapHttpHandler(MessageStack stack, HttpLimits limits, FaultStatus faultStatus) {
    this.stack = stack;
    this.limits = limits;
    this.reader = new RequestReader(stack, limits);
    this.writer = new ResponseWriter(stack, faultStatus);
  }

  /** The stack of a service, with the default limits, answering every fault with 500. */
  public static SoapHttpHandler of(MessageStack stack) {
    return new SoapHttpHandler(stack, HttpLimits.DEFAULT, FaultStatus.ALWAYS_500);
  }

  /** This handler with other limits. */
  public SoapHttpHandler withLimits(HttpLimits value) {
    return new SoapHttpHandler(stack, value, writer.faultStatus());
  }

  /** This handler with another status for some faults. */
  public SoapHttpHandler withFaultStatus(FaultStatus value) {
    return new SoapHttpHandler(stack, limits, value);
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    Deadline deadline = Deadline.after(limits.deadline());
    GuardedInputStream body = new GuardedInputStream(http.requestBody(), limits.body(), deadline);
    try {
      answer(http, body, deadline);
    } catch (Refusal e) {
      refuse(http, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void answer(HttpExchange http, GuardedInputStream body, Deadline deadline)
      throws IOException, Refusal {
    Message request;
    try {
      request = reader.read(http.request(), body);
    } catch (MalformedMessageException | LimitExceededException | DeadlineExceededException e) {
      checkIntact(body);
      writer.write(http, stack.answerTo(e));
      return;
    }
    try (request) {
      Message known = request.withProperty(HttpExchange.class, http);
      Reply reply = stack.handle(locate(http, MessageExchange.of(known).withDeadline(deadline)));
      respond(http, reply, body);
    }
  }

  private void respond(HttpExchange http, Reply reply, GuardedInputStream body)
      throws IOException, Refusal {
    if (reply instanceof Reply.OfMessage answer) {
      try (Message message = answer.message()) {
        checkIntact(body);
        write(http, message, body);
      }
    } else {
      checkIntact(body);
      writer.accept(http);
    }
  }

  /** The reply may stream out of the request, and so may fail as reading the request may. */
  private void write(HttpExchange http, Message message, GuardedInputStream body)
      throws IOException, Refusal {
    try {
      writer.write(http, message);
    } catch (IOException | RuntimeException e) {
      checkIntact(body);
      if (http.response().isSent()) {
        throw e;
      }
      writer.write(http, stack.answerTo(e));
    }
  }

  /** Whatever became of it further up: of a body that never came completely HTTP has to tell. */
  private void checkIntact(GuardedInputStream body) throws IOException, Refusal {
    if (body.isExceeded()) {
      throw Refusal.tooLarge(limits);
    }
    if (body.failure().isPresent()) {
      throw body.failure().get();
    }
  }

  private static void refuse(HttpExchange http, Refusal refusal) throws IOException {
    LOG.log(Level.DEBUG, () -> http.request() + " refused: " + refusal.getMessage());
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
