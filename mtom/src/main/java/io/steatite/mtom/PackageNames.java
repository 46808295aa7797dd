package io.steatite.mtom;

import java.util.UUID;

/**
 * The boundary and the Content-IDs of one package, all derived from one random UUID. They need no
 * escaping in a {@code cid:} URL and no quotes in a header field.
 */
record PackageNames(UUID uuid) {
  static PackageNames random() {
    return new PackageNames(UUID.randomUUID());
  }

  /** Returns the boundary (RFC 2046 section 5.1.1, R4136). */
  String boundary() {
    return "part-" + uuid;
  }

  /**
   * Returns the Content-ID of a part without angle brackets: a {@code msg-id} of RFC 2822 (R4143).
   *
   * @param part the index of the part; 0 for the root part
   */
  String contentId(int part) {
    return part + "." + uuid + "@steatite";
  }
}
