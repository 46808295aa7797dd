package io.steatite.transport.http;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.TransportAction;
import java.io.IOException;
import java.util.List;

/** From an HTTP request to the message in it (SOAP 1.1 section 6.1, SOAP 1.2 Part 2 section 7). */
final class RequestReader {
  private final MessageStack stack;
  private final HttpLimits limits;

  RequestReader(MessageStack stack, HttpLimits limits) {
    this.stack = stack;
    this.limits = limits;
  }

  /**
   * Reads the request as far as the start of the message's body.
   *
   * @throws Refusal if there is no message to look for
   * @throws RuntimeException what the encoder throws if there is something else than a message
   */
  Message read(RequestHead head, RequestBody body, ResourceAccount account)
      throws IOException, Refusal {
    if (!head.method().equals("POST")) {
      throw Refusal.method();
    }
    HttpFields headers = head.headers();
    checkPresent(headers, body);
    MediaType mediaType = mediaType(headers);
    MessageEncoder encoder =
        stack.encoders().reading(mediaType).orElseThrow(() -> Refusal.mediaType(mediaType, stack));
    body.decode(ContentCoding.of(headers).orElseThrow(Refusal::coding));
    try {
      return withHttpAction(encoder.decode(body, mediaType, account), headers);
    } catch (MediaTypeException e) {
      throw Refusal.mediaType(String.valueOf(e.getMessage()), stack);
    }
  }

  private void checkPresent(HttpFields headers, RequestBody body) throws IOException, Refusal {
    long length = contentLength(headers);
    if (length > limits.body()) {
      throw Refusal.tooLarge(limits.body());
    }
    if (length == 0 || body.isEmpty()) {
      throw Refusal.noBody();
    }
  }

  private static long contentLength(HttpFields headers) throws Refusal {
    List<String> values = headers.all("Content-Length");
    if (values.isEmpty()) {
      return -1;
    }
    // Fewer digits than a long may have: nothing that large passes the limit.
    if (values.size() > 1 || !values.get(0).matches("[0-9]{1,18}")) {
      throw Refusal.badField("Content-Length");
    }
    return Long.parseLong(values.get(0));
  }

  /** The type in the head. Two values, in two fields or joined by a comma, are ambiguous. */
  MediaType mediaType(HttpFields headers) throws Refusal {
    List<String> values = headers.all("Content-Type");
    if (values.size() != 1) {
      throw Refusal.mediaType("The request has " + values.size() + " Content-Type fields", stack);
    }
    try {
      return MediaType.parse(values.get(0));
    } catch (MediaTypeException e) {
      throw Refusal.mediaType(String.valueOf(e.getMessage()), stack);
    }
  }

  /**
   * Decodes the action in the media type. Where the media type has no place for the action, it is
   * in a field of its own.
   */
  private static Message withHttpAction(Message message, HttpFields headers) throws Refusal {
    if (message.version().hasActionParameter() || message.action().isPresent()) {
      return message.action().map(sent -> withAction(message, sent)).orElse(message);
    }
    List<String> values = headers.all(SoapAction.FIELD);
    if (values.size() > 1) {
      message.close();
      throw Refusal.badField(SoapAction.FIELD);
    }
    return values.isEmpty() ? message : withAction(message, SoapAction.unquoted(values.get(0)));
  }

  private static Message withAction(Message message, String sent) {
    String action = SoapAction.decode(sent);
    return action.equals(sent)
        ? message.withAction(sent)
        : message.withAction(action).withProperty(TransportAction.class, new TransportAction(sent));
  }
}
