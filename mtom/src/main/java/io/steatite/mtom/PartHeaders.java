package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlWhitespace;
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
    if (name.equalsIgnoreCase("Content-ID")) {
      contentIdField = once(name, contentIdField, body);
      contentId = ContentReference.strip(contentIdField);
    } else if (name.equalsIgnoreCase("Content-Type")) {
      contentType = once(name, contentType, body);
    } else if (name.equalsIgnoreCase("Content-Transfer-Encoding")) {
      transferEncoding = once(name, transferEncoding, body);
    } // others say nothing about the content
  }

  private static String once(String name, @Nullable String before, String body) {
    if (before != null) {
      throw new MalformedMessageException("A MIME part has two fields " + name);
    }
    return XmlWhitespace.strip(body);
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
