package io.steatite.mtom;

import io.steatite.envelope.xml.internal.BinaryContentWriter;
import org.jspecify.annotations.Nullable;

/**
 * Names of XOP (XML-binary Optimized Packaging 1.0), and of the attribute for media types
 * (Describing Media Content of Binary Data in XML).
 */
final class Xop {
  static final String NAMESPACE = BinaryContentWriter.XOP_NAMESPACE;
  static final String PREFIX = "xop";
  static final String INCLUDE = "Include";
  static final String HREF = "href";

  /** The media type of the root part (XOP section 5). */
  static final String MEDIA_TYPE = "application/xop+xml";

  static final String PACKAGE_TYPE = "multipart/related";

  private static final String XMIME_2005 = "http://www.w3.org/2005/05/xmlmime";
  private static final String XMIME_2004 = "http://www.w3.org/2004/06/xmlmime";

  private Xop() {}

  /** Returns whether an element is xop:Include. */
  static boolean isInclude(@Nullable String namespace, String localName) {
    return INCLUDE.equals(localName) && NAMESPACE.equals(namespace);
  }

  /**
   * Returns whether an attribute is xmime:contentType, which names the media type of the content of
   * its element. Both namespaces of the attribute are accepted.
   */
  static boolean isContentType(@Nullable String namespace, String localName) {
    return localName.equals("contentType")
        && (XMIME_2005.equals(namespace) || XMIME_2004.equals(namespace));
  }
}
