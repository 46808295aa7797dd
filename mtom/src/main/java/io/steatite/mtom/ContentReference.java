package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.internal.LogText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a part: the {@code cid:} URL in an {@code xop:Include} (RFC 2392), or the {@code
 * start} parameter of a package (RFC 2387).
 *
 * <p>A {@code cid:} URL is a percent-encoded Content-ID, but some stacks percent-encode the
 * Content-ID too. So a reference matches a Content-ID that equals its value as received or its
 * decoded value.
 *
 * @param raw the value as received, without scheme and angle brackets
 * @param unescaped the percent-decoded value
 */
record ContentReference(String raw, String unescaped) {
  private static final String SCHEME = "cid:";

  /**
   * Parses the {@code href} of an {@code xop:Include}. Only {@code cid:} URLs are accepted; other
   * URLs are never opened.
   *
   * @throws MalformedMessageException if the value is not a {@code cid:} URL
   */
  static ContentReference ofHref(@Nullable String href) {
    String url = href == null ? "" : XmlWhitespace.strip(href);
    if (!isCid(url) || url.length() == SCHEME.length()) {
      throw new MalformedMessageException(
          "The href of an xop:Include must be a cid: URL (XOP section 4.1, RFC 2392), but is \""
              + LogText.of(url)
              + '"');
    }
    return of(strip(url.substring(SCHEME.length())));
  }

  /** Parses a {@code cid:} URL or a Content-ID. */
  static ContentReference ofAny(String reference) {
    String bare = XmlWhitespace.strip(reference);
    return isCid(bare) ? ofHref(bare) : ofStart(bare);
  }

  private static boolean isCid(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Parses the {@code start} parameter: a Content-ID with or without angle brackets. Malformed
   * percent-encoding is kept as it is.
   */
  static ContentReference ofStart(String start) {
    String raw = strip(start);
    try {
      return of(raw);
    } catch (MalformedMessageException e) {
      return new ContentReference(raw, raw);
    }
  }

  private static ContentReference of(String raw) {
    if (raw.indexOf('%') < 0) {
      return new ContentReference(raw, raw);
    }
    try {
      return new ContentReference(
          raw, URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "The reference \"" + LogText.of(raw) + "\" to a part has malformed percent-encoding", e);
    }
  }

  /** Returns a Content-ID without surrounding comments, white space and angle brackets (R4144). */
  static String strip(String id) {
    String bare = XmlWhitespace.strip(id);
    while (bare.startsWith("(") && bare.indexOf(')') > 0) {
      bare = XmlWhitespace.strip(bare.substring(bare.indexOf(')') + 1));
    }
    int end = bare.indexOf('>');
    return bare.startsWith("<") && end > 0 ? bare.substring(1, end) : bare;
  }

  /**
   * Returns whether a part with a Content-ID is the one referred to.
   *
   * @param contentId the Content-ID without angle brackets; null never matches
   */
  boolean matches(@Nullable String contentId) {
    return unescaped.equals(contentId) || raw.equals(contentId);
  }

  /** Returns the decoded reference, clipped and printable, for messages of exceptions. */
  @Override
  public String toString() {
    return '<' + LogText.of(unescaped) + '>';
  }
}
