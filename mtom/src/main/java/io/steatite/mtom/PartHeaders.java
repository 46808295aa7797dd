package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlWhitespace;
import java.util.Locale;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

/** The header fields of a part that matter here (RFC 2045 section 3). */
final class PartHeaders {
  private @Nullable String contentId;
  private @Nullable String contentType;
  private @Nullable String transferEncoding;

  /**
   * Takes one field more.
   *
   * @throws MalformedMessageException if the field is there already
   */
  void add(Field field) {
    String value = XmlWhitespace.strip(field.getBody() == null ? "" : field.getBody());
    switch (field.getName().toLowerCase(Locale.ROOT)) {
      case "content-id" -> contentId = once(field, contentId, ContentReference.strip(value));
      case "content-type" -> contentType = once(field, contentType, value);
      case "content-transfer-encoding" -> transferEncoding = once(field, transferEncoding, value);
      default -> {} // says nothing about the content
    }
  }

  private static String once(Field field, @Nullable String before, String value) {
    if (before != null) {
      throw new MalformedMessageException("A MIME part has two fields " + field.getName());
    }
    return value;
  }

  /** The Content-ID without angle brackets, or null if there is none. */
  @Nullable String contentId() {
    return contentId;
  }

  /** The Content-Type as it was written, or null if there is none. */
  @Nullable String contentType() {
    return contentType;
  }
}
