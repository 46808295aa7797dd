package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.internal.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of HTTP alone, for a request that has nothing to do with SOAP. What its text repeats of
 * the request is clipped and printable.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private static final MediaType MTOM = MediaType.parse("multipart/related");

  private final int status;
  private final String field;
  private final String value;

  private Refusal(int status, String explanation) {
    this(status, explanation, "", "");
  }

  /**
   * @param field a field that says what would have been right; empty for none
   */
  private Refusal(int status, String explanation, String field, String value) {
    super(explanation, null, false, false);
    this.status = status;
    this.field = field;
    this.value = value;
  }

  /** SOAP messages are POSTed: no other method reaches an operation. */
  static Refusal method() {
    return new Refusal(405, "Only POST is served here.", "Allow", "POST");
  }

  /** There must be a message. */
  static Refusal noBody() {
    return new Refusal(400, "The request has no body.");
  }

  /** A field that may be there once is there twice, or is no number. */
  static Refusal badField(String name) {
    return new Refusal(400, "The request must have one valid " + name + '.');
  }

  /** The request has none or several, or a malformed one: the text says which. */
  static Refusal mediaType(String found, MessageStack stack) {
    return new Refusal(415, found + "; Content-Type must be " + accepted(stack) + '.');
  }

  /** No encoder reads that. */
  static Refusal mediaType(MediaType found, MessageStack stack) {
    return found.hasReadableCharset()
        ? mediaType("The request is " + LogText.of(found.toString()), stack)
        : new Refusal(
            415,
            "The charset \"%s\" of %s is unknown."
                .formatted(
                    LogText.of(found.parameter("charset").orElse("")),
                    LogText.of(found.essence())));
  }

  private static String accepted(MessageStack stack) {
    List<String> accepted = new ArrayList<>();
    for (SoapVersion version : SoapVersion.values()) {
      if (stack.encoders().reading(MediaType.parse(version.mediaType())).isPresent()) {
        accepted.add(version.mediaType());
      }
    }
    if (stack.encoders().reading(MTOM).isPresent()) {
      accepted.add(MTOM.essence());
    }
    return String.join(" or ", accepted);
  }

  /** A coding that we do not read, or several (RFC 9110 section 15.5.16). */
  static Refusal coding() {
    return new Refusal(
        415,
        "Content-Encoding must be one of " + ContentCoding.ACCEPTED + ", or none.",
        ContentCoding.ACCEPT_FIELD,
        ContentCoding.ACCEPTED);
  }

  /** The body is not coded as its head says. */
  static Refusal badCoding() {
    return new Refusal(400, "The request is not encoded as its Content-Encoding says.");
  }

  /** More bytes than the limit. */
  static Refusal tooLarge(long limit) {
    return new Refusal(413, "The request exceeds the limit of " + limit + " bytes.");
  }

  /** More than it may become without its content coding. */
  static Refusal tooLarge(LimitExceededException excess) {
    return new Refusal(413, String.valueOf(excess.getMessage()));
  }

  /** The status code. */
  int status() {
    return status;
  }

  /** Answers with it. */
  void writeTo(HttpExchange http) throws IOException {
    byte[] text = String.valueOf(getMessage()).getBytes(StandardCharsets.US_ASCII);
    ResponseHead head = http.response();
    head.status(status)
        .forgetBody()
        .set("Content-Type", "text/plain; charset=us-ascii")
        .set("Content-Length", Integer.toString(text.length));
    if (!field.isEmpty()) {
      head.set(field, value);
    }
    http.responseBody().write(text);
  }
}
