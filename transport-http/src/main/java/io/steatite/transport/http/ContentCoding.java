package io.steatite.transport.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The content coding of a body (RFC 9110 section 8.4.1), as far as we read it. */
enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  static final String FIELD = "Content-Encoding";
  static final String ACCEPT_FIELD = "Accept-Encoding";

  /** What we read, for an {@code Accept-Encoding} field. */
  static final String ACCEPTED = "gzip, deflate";

  private static final int BUFFER = 8 << 10;

  /**
   * The coding that a head announces; empty if we do not know it, or if there are several, since
   * what is compressed twice is a trap more often than a message.
   */
  static Optional<ContentCoding> of(HttpFields headers) {
    List<ContentCoding> found = new ArrayList<>();
    for (String value : headers.all(FIELD)) {
      for (String name : value.split(",", -1)) {
        Optional<ContentCoding> coding = named(name.strip());
        if (coding.isEmpty()) {
          return coding;
        }
        coding.filter(one -> one != IDENTITY).ifPresent(found::add);
      }
    }
    return found.size() > 1
        ? Optional.empty()
        : Optional.of(found.isEmpty() ? IDENTITY : found.get(0));
  }

  private static Optional<ContentCoding> named(String name) {
    return Optional.ofNullable(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "", "identity" -> IDENTITY;
          case "gzip", "x-gzip" -> GZIP;
          case "deflate" -> DEFLATE;
          default -> null;
        });
  }

  /** Whether the other side wants to have gzip (RFC 9110 section 12.5.3). */
  static boolean isGzipWanted(HttpFields headers) {
    boolean wanted = false;
    for (String value : headers.all(ACCEPT_FIELD)) {
      for (String choice : value.split(",", -1)) {
        String[] parts = choice.strip().toLowerCase(Locale.ROOT).split(";", 2);
        String name = parts[0].strip();
        if (name.equals("gzip") || name.equals("x-gzip")) {
          return parts.length == 1 || !isZero(parts[1]);
        }
        wanted |= name.equals("*") && (parts.length == 1 || !isZero(parts[1]));
      }
    }
    return wanted;
  }

  private static boolean isZero(String weight) {
    return weight.strip().matches("q\\s*=\\s*0(\\.0*)?");
  }

  /** The bytes without the coding; for deflate the first two bytes are read here already. */
  InputStream decoded(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GzipInputStream(in);
      case DEFLATE -> inflated(new BufferedInputStream(in, BUFFER));
    };
  }

  /** In the format of zlib, as it should be, or without, as some have sent it for decades. */
  private static InputStream inflated(InputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    boolean zlib = (first & 0x0f) == 8 && second >= 0 && (first << 8 | second) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(in, inflater, BUFFER) {
      @Override
      public void close() throws IOException {
        try {
          super.close();
        } finally {
          inflater.end();
        }
      }
    };
  }
}
