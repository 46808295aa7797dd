package io.steatite.transport.http;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes up what is wrong with a response, for the person on call. */
final class ResponseComplaint {
  private static final int EXCERPT_BYTES = 1024;

  private final IncomingResponse response;
  private final InputStream body;
  private final MediaType expected;
  private final @Nullable String contentType;

  /**
   * @param body its body, from the first byte on
   * @param expected the media type that we sent, and so expect back
   */
  ResponseComplaint(IncomingResponse response, InputStream body, MediaType expected) {
    this.body = body;
    this.response = response;
    this.expected = expected;
    this.contentType = response.headers().first("Content-Type").orElse(null);
  }

  /** The exception to throw; the body is read for it as far as its excerpt goes. */
  HttpStatusException because(String what) {
    String excerpt = excerpt();
    String message =
        "%s: HTTP %d %s, expected %s, got %s.%s%s"
            .formatted(
                what,
                response.status(),
                printable(response.reason()),
                expected.essence(),
                contentType == null ? "no Content-Type" : printable(contentType),
                hint(),
                excerpt.isEmpty() ? "" : " The body begins: " + excerpt);
    return new HttpStatusException(message, response.status(), contentType, excerpt);
  }

  private String hint() {
    String found = contentType == null ? "" : contentType;
    if (found.startsWith("application/soap+msbin1")) {
      return " The endpoint uses the binary encoding of WCF, which is not spoken here.";
    }
    String codings = response.headers().first(ContentCoding.ACCEPT_FIELD).orElse("");
    if (response.status() == 415 && !codings.isEmpty()) {
      return " The endpoint reads these content codings only: " + printable(codings) + '.';
    }
    boolean otherSoap = found.startsWith("text/xml") || found.startsWith("application/soap+xml");
    if (response.status() == 415 || (otherSoap && !found.startsWith(expected.essence()))) {
      return " The endpoint may speak another version of SOAP, or another encoding.";
    }
    return response.status() / 100 == 3 ? " Redirects are not followed." : "";
  }

  /** The start of a text; of nothing else. */
  private String excerpt() {
    try {
      MediaType type = contentType == null ? null : MediaType.parse(contentType);
      if (type == null || !isText(type)) {
        return "";
      }
      Charset charset = type.charset().orElse(StandardCharsets.UTF_8);
      return printable(new String(body.readNBytes(EXCERPT_BYTES), charset));
    } catch (IOException | RuntimeException e) {
      // The complaint is what matters, with or without an excerpt.
      return e instanceof MediaTypeException ? "" : "(unreadable)";
    }
  }

  private static boolean isText(MediaType type) {
    String essence = type.essence();
    return essence.startsWith("text/") || essence.endsWith("xml") || essence.endsWith("json");
  }

  /** On one line and harmless for a log. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
