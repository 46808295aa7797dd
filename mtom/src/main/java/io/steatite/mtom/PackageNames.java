package io.steatite.mtom;

import java.util.UUID;

/**
 * The names in one package: its boundary and the Content-IDs of its parts, all made from one random
 * UUID. The characters need no escaping in a {@code cid:} URL and no quoting in a header.
 */
record PackageNames(UUID uuid) {
  static PackageNames random() {
    return new PackageNames(UUID.randomUUID());
  }

  /** A boundary as RFC 2046 section 5.1.1 and R4136 have it. */
  String boundary() {
    return "part-" + uuid;
  }

  /**
   * A Content-ID without its angle brackets: a {@code msg-id} of RFC 2822 (R4143).
   *
   * @param part 0 for the root part
   */
  String contentId(int part) {
    return part + "." + uuid + "@steatite";
  }
}
