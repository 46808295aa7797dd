package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlWhitespace;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** How the bytes of a part are written in a package (RFC 2045 section 6). */
enum TransferEncoding {
  /** As they are: {@code binary}, {@code 8bit}, {@code 7bit}. */
  IDENTITY {
    @Override
    InputStream decode(InputStream in) {
      return in;
    }
  },
  /** RFC 2045 section 6.8. */
  BASE64 {
    @Override
    InputStream checked(InputStream in) {
      return new PaddedInputStream(in);
    }

    @Override
    InputStream decode(InputStream in) {
      return CheckedDecoding.of(monitor -> new Base64InputStream(in, monitor));
    }
  },
  /** RFC 2045 section 6.7. */
  QUOTED_PRINTABLE {
    @Override
    InputStream decode(InputStream in) {
      return CheckedDecoding.of(monitor -> new QuotedPrintableInputStream(in, monitor));
    }
  };

  /** The encoded bytes, as long as nothing is wrong with them that their decoder does not see. */
  InputStream checked(InputStream in) {
    return in;
  }

  /** The bytes as they were before they were encoded. */
  abstract InputStream decode(InputStream in);

  /**
   * Reads a field value.
   *
   * @throws MalformedMessageException if nobody knows what it means
   */
  static TransferEncoding of(String field) {
    return switch (XmlWhitespace.strip(field).toLowerCase(Locale.ROOT)) {
      case "", "binary", "8bit", "8-bit", "7bit" -> IDENTITY; // "8-bit" is how R4146 prints it
      case "base64" -> BASE64;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      default ->
          throw new MalformedMessageException(
              "A MIME part has an unknown Content-Transfer-Encoding (RFC 2045 section 6.1)");
    };
  }
}
