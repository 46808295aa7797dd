package io.steatite.transport.http;

import io.steatite.SteatiteException;
import io.steatite.envelope.Message;
import io.steatite.envelope.ReplyContext;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** From an HTTP response to the message in it (SOAP 1.1 section 6.2, SOAP 1.2 Part 2 section 7). */
final class ResponseReader {
  /** What WCF calls a failure inside of the service. */
  private static final QName INTERNAL_FAULT =
      new QName(
          "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher",
          "InternalServiceFault");

  private final MessageStack stack;
  private final HttpLimits limits;

  /**
   * @param limits on what bodies become without their content coding
   */
  ResponseReader(MessageStack stack, HttpLimits limits) {
    this.stack = stack;
    this.limits = limits;
  }

  /**
   * Reads the response as far as the start of the message's body.
   *
   * @param response closed with the message, or here if there is none
   * @param guarded its body
   * @param sent the media type of the request
   * @param replyWanted whether there must be a message
   * @return the message; nothing if the other side accepted the request without one
   * @throws HttpStatusException if the response is something else
   */
  Optional<Message> read(
      HttpCall call,
      IncomingResponse response,
      InputStream guarded,
      MediaType sent,
      boolean replyWanted)
      throws IOException {
    PushbackInputStream start = new PushbackInputStream(new ResponseBody(guarded, response, call));
    InputStream body = start;
    boolean handedOver = false;
    try {
      HttpFields headers = response.head().headers();
      boolean empty = isEmpty(start);
      Optional<ContentCoding> coding = ContentCoding.of(headers);
      body = empty ? start : decoded(start, coding);
      ResponseComplaint complaint = new ResponseComplaint(response.head(), body, empty, sent);
      if (response.head().status() / 100 == 2 && empty && !replyWanted) {
        return Optional.empty();
      }
      MediaType type = mediaType(complaint, response.head(), coding, empty);
      MessageEncoder encoder =
          stack.encoders().reading(type).orElseThrow(() -> complaint.because("Not a SOAP message"));
      handedOver = true;
      return Optional.of(received(encoder.decode(body, type), call, response.head()));
    } finally {
      if (!handedOver) {
        body.close();
      }
    }
  }

  /**
   * CoreWCF may neither answer further requests on a connection after a fault that was raised
   * before dispatch, nor close it.
   */
  private static Message received(Message message, HttpCall call, HttpResponseHead head) {
    if (message.fault().filter(fault -> fault.code().hasSubcode(INTERNAL_FAULT)).isPresent()) {
      call.discardConnection();
    }
    return message
        .withProperty(ReplyContext.class, call)
        .withProperty(HttpResponseHead.class, head);
  }

  private InputStream decoded(InputStream body, Optional<ContentCoding> coding) {
    if (coding.isEmpty()) {
      return new Unreadable(body);
    }
    return coding.get() == ContentCoding.IDENTITY
        ? body
        : new DecodedInputStream(body, coding.get(), limits);
  }

  private static boolean isEmpty(PushbackInputStream body) throws IOException {
    int first = body.read();
    if (first >= 0) {
      body.unread(first);
    }
    return first < 0;
  }

  /**
   * 400 is what the W3C wants for Sender faults of SOAP 1.2; redirects are not followed (B2211).
   */
  private static void checkStatus(int status, boolean empty, ResponseComplaint complaint) {
    if (status / 100 == 3) {
      throw complaint.because("The request was redirected");
    }
    if (status / 100 != 2 && status != 400 && status != 500) {
      throw complaint.because("The request failed");
    }
    if (empty) {
      throw complaint.because(
          status / 100 == 2
              ? "The request was accepted, but there is no reply"
              : "The request failed without a fault");
    }
  }

  private static MediaType mediaType(
      ResponseComplaint complaint,
      HttpResponseHead head,
      Optional<ContentCoding> coding,
      boolean empty) {
    checkStatus(head.status(), empty, complaint);
    List<String> values = head.headers().all("Content-Type");
    if (coding.isEmpty()) {
      throw complaint.because("A Content-Encoding that was not asked for");
    }
    if (values.size() != 1) {
      throw complaint.because("Not exactly one Content-Type");
    }
    try {
      MediaType type = MediaType.parse(values.get(0));
      if (!type.hasReadableCharset()) {
        throw complaint.because("The charset parameter names no charset that is known here");
      }
      return type;
    } catch (MediaTypeException e) {
      throw complaint.because("Not a valid Content-Type, " + e.getMessage());
    }
  }

  /** A body in a coding we do not know, of which nothing can be shown. */
  private static final class Unreadable extends BlockFilterInputStream {
    Unreadable(InputStream body) {
      super(body);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return length == 0 ? 0 : -1;
    }
  }

  /** The body of a response, which is closed with it. What fails here says which call failed. */
  private static final class ResponseBody extends BlockFilterInputStream {
    private final IncomingResponse response;
    private final HttpCall call;

    ResponseBody(InputStream body, IncomingResponse response, HttpCall call) {
      super(body);
      this.response = response;
      this.call = call;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (SteatiteException e) {
        call.describe(e);
        throw e;
      }
    }

    @Override
    public void close() {
      if (call.isDiscarded()) {
        response.abort().run();
      }
      response.close();
    }
  }
}
