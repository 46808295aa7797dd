package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.internal.LogText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a part: the {@code cid:} URL of an {@code xop:Include} (RFC 2392), or the {@code
 * start} parameter of a package (RFC 2387).
 *
 * <p>A URL is an escaped Content-ID, but some stacks escape the Content-ID as well; so a part is
 * named by the reference as it stands or by the unescaped one.
 *
 * @param raw as it was written, without scheme and angle brackets
 * @param unescaped the same with its escapes resolved
 */
record ContentReference(String raw, String unescaped) {
  private static final String SCHEME = "cid:";

  /**
   * Reads the {@code href} of an {@code xop:Include}. Only {@code cid:} is read; no other URL is
   * ever opened.
   *
   * @throws MalformedMessageException if it is no {@code cid:} URL
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

  /** Reads a {@code cid:} URL or a Content-ID. */
  static ContentReference ofAny(String reference) {
    String bare = XmlWhitespace.strip(reference);
    return isCid(bare) ? ofHref(bare) : ofStart(bare);
  }

  private static boolean isCid(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Reads the {@code start} parameter: a Content-ID, with or without its angle brackets. One with
   * malformed escapes is taken as it is.
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
          "Broken escape in the reference \"" + LogText.of(raw) + "\" to a part", e);
    }
  }

  /**
   * The Content-ID without the comments, the white space and the angle brackets around it (R4144).
   */
  static String strip(String id) {
    String bare = XmlWhitespace.strip(id);
    while (bare.startsWith("(") && bare.indexOf(')') > 0) {
      bare = XmlWhitespace.strip(bare.substring(bare.indexOf(')') + 1));
    }
    int end = bare.indexOf('>');
    return bare.startsWith("<") && end > 0 ? bare.substring(1, end) : bare;
  }

  /** Whether a part with that Content-ID, angle brackets stripped, is the one meant. */
  boolean names(@Nullable String contentId) {
    return unescaped.equals(contentId) || raw.equals(contentId);
  }

  /** For texts of exceptions: clipped and printable. */
  @Override
  public String toString() {
    return '<' + LogText.of(unescaped) + '>';
  }
}
