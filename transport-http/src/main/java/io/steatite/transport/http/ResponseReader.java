package io.steatite.transport.http;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.stack.MessageStack;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Optional;

/** From an HTTP response to the message in it (SOAP 1.1 section 6.2, SOAP 1.2 Part 2 section 7). */
final class ResponseReader {
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
      IncomingResponse response, InputStream guarded, MediaType sent, boolean replyWanted)
      throws IOException {
    PushbackInputStream start = new PushbackInputStream(new ClosingResponse(guarded, response));
    InputStream body = start;
    boolean handedOver = false;
    try {
      boolean empty = isEmpty(start);
      Optional<ContentCoding> coding = ContentCoding.of(response.headers());
      body = empty ? start : decoded(start, coding);
      ResponseComplaint complaint = new ResponseComplaint(response, body, sent);
      if (response.status() / 100 == 2 && empty) {
        if (replyWanted) {
          throw complaint.because("The request was accepted, but there is no reply");
        }
        return Optional.empty();
      }
      MediaType type = mediaType(response, coding, complaint);
      MessageEncoder encoder =
          stack.encoderFor(type).orElseThrow(() -> complaint.because("Not a SOAP message"));
      handedOver = true;
      return Optional.of(encoder.decode(body, type));
    } finally {
      if (!handedOver) {
        body.close();
      }
    }
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

  /** 400 is what the W3C wants for Sender faults of SOAP 1.2; redirects are for no one (B2211). */
  private static void checkStatus(int status, ResponseComplaint complaint)
      throws HttpStatusException {
    if (status / 100 == 3) {
      throw complaint.because("The request was redirected");
    }
    if (status / 100 != 2 && status != 400 && status != 500) {
      throw complaint.because("The request failed");
    }
  }

  private static MediaType mediaType(
      IncomingResponse response, Optional<ContentCoding> coding, ResponseComplaint complaint)
      throws HttpStatusException {
    checkStatus(response.status(), complaint);
    List<String> values = response.headers().all("Content-Type");
    if (coding.isEmpty()) {
      throw complaint.because("A Content-Encoding that was not asked for");
    }
    if (values.size() != 1) {
      throw complaint.because("Not exactly one Content-Type");
    }
    try {
      return MediaType.parse(values.get(0));
    } catch (MediaTypeException e) {
      throw complaint.because("Not a valid Content-Type");
    }
  }

  /** A body in a coding we do not know: there is nothing of it to show. */
  private static final class Unreadable extends FilterInputStream {
    Unreadable(InputStream body) {
      super(body);
    }

    @Override
    public int read() {
      return -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return length == 0 ? 0 : -1;
    }
  }

  /** Whoever closes the body closes the response. */
  private static final class ClosingResponse extends FilterInputStream {
    private final IncomingResponse response;

    ClosingResponse(InputStream body, IncomingResponse response) {
      super(body);
      this.response = response;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
