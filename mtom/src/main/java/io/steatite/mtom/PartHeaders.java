package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlWhitespace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields of a part that matter here (RFC 2045 section 3). */
final class PartHeaders {
  private @Nullable String contentIdField;
  private @Nullable String contentId;
  private @Nullable String contentType;
  private @Nullable String transferEncoding;

  /**
   * Takes one field more.
   *
   * @throws MalformedMessageException if the field is there already
   */
  void add(String name, String body) {
    String value = XmlWhitespace.strip(body);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-id" -> {
        contentIdField = once(name, contentIdField, value);
        contentId = ContentReference.strip(value);
      }
      case "content-type" -> contentType = once(name, contentType, value);
      case "content-transfer-encoding" -> transferEncoding = once(name, transferEncoding, value);
      default -> {} // says nothing about the content
    }
  }

  private static String once(String name, @Nullable String before, String value) {
    if (before != null) {
      throw new MalformedMessageException("A MIME part has two fields " + name);
    }
    return value;
  }

  /** The Content-ID without comments and angle brackets, or null if there is none. */
  @Nullable String contentId() {
    return contentId;
  }

  /** The Content-ID as it was written, or null if there is none. */
  @Nullable String contentIdField() {
    return contentIdField;
  }

  /** The Content-Type as it was written, or null if there is none. */
  @Nullable String contentType() {
    return contentType;
  }

  /** The Content-Transfer-Encoding as it was written, or null if there is none. */
  @Nullable String transferEncodingField() {
    return transferEncoding;
  }

  /**
   * What the Content-Transfer-Encoding means.
   *
   * @throws MalformedMessageException if nobody knows
   */
  TransferEncoding transferEncoding() {
    return TransferEncoding.of(transferEncoding == null ? "" : transferEncoding);
  }
}
