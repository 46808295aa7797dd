package io.steatite.transport.http;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.internal.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Describes what is wrong with a response: what came, what was expected, which setting may help.
 */
final class ResponseComplaint {
  private static final int EXCERPT_BYTES = 1024;

  private final HttpResponseHead head;
  private final InputStream body;
  private final boolean empty;
  private final MediaType expected;
  private final @Nullable String contentType;

  /**
   * @param body its body, from the first byte on
   * @param empty whether it has none
   * @param expected the media type that was sent, and so is expected back
   */
  ResponseComplaint(HttpResponseHead head, InputStream body, boolean empty, MediaType expected) {
    this.head = head;
    this.body = body;
    this.empty = empty;
    this.expected = expected;
    this.contentType = head.headers().first("Content-Type").orElse(null);
  }

  /** The exception to throw; the body is read for it as far as its excerpt goes. */
  HttpStatusException because(String what) {
    String excerpt = excerpt();
    String message =
        "%s: HTTP %d %s, got %s%s.%s%s"
            .formatted(
                LogText.of(what),
                head.status(),
                LogText.of(head.reason()),
                found(),
                isExpectedType() ? "" : ", expected " + expected.essence(),
                hint(),
                excerpt.isEmpty() ? "" : " The body begins: " + excerpt);
    return new HttpStatusException(message, head, excerpt);
  }

  private String found() {
    String type = contentType == null ? "no Content-Type" : LogText.of(contentType);
    return empty ? "no content" : type;
  }

  /** Then the type is not what is wrong, and naming it as the expected one would mislead. */
  private boolean isExpectedType() {
    return empty || (contentType != null && essence(contentType).equals(expected.essence()));
  }

  private static String essence(String field) {
    try {
      return MediaType.parse(field).essence();
    } catch (MediaTypeException e) {
      return "";
    }
  }

  private String hint() {
    String found = contentType == null ? "" : contentType;
    if (found.startsWith("application/soap+msbin1")) {
      return " The endpoint uses the binary encoding of WCF, which is not spoken here.";
    }
    String codings = head.headers().first(ContentCoding.ACCEPT_FIELD).orElse("");
    if (head.status() == 415 && !codings.isEmpty()) {
      return " The endpoint reads these content codings only: " + LogText.of(codings) + '.';
    }
    boolean otherSoap = found.startsWith("text/xml") || found.startsWith("application/soap+xml");
    if (head.status() == 415 || (otherSoap && !found.startsWith(expected.essence()))) {
      return " The endpoint may speak another version of SOAP, or another encoding.";
    }
    return head.status() / 100 == 3 ? " Redirects are not followed." : "";
  }

  /** The start of a text; of nothing else. */
  private String excerpt() {
    try {
      MediaType type = contentType == null ? null : MediaType.parse(contentType);
      if (type == null || !isText(type)) {
        return "";
      }
      Charset charset =
          type.hasReadableCharset()
              ? type.charset().orElse(StandardCharsets.UTF_8)
              : StandardCharsets.UTF_8;
      return printable(new String(body.readNBytes(EXCERPT_BYTES), charset));
    } catch (MediaTypeException e) {
      return "";
    } catch (IOException | RuntimeException e) {
      // The complaint is what matters, with or without an excerpt.
      return "(unreadable)";
    }
  }

  private static boolean isText(MediaType type) {
    String essence = type.essence();
    return essence.startsWith("text/") || essence.endsWith("xml") || essence.endsWith("json");
  }

  /** On one line and harmless for a log. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
  }
}
