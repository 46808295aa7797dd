package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.internal.BlockFilterInputStream;
import io.steatite.internal.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Function;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/** The content transfer encodings (RFC 2045 section 6). */
enum TransferEncoding {
  /** No encoding: {@code binary}, {@code 8bit}, {@code 7bit}. */
  IDENTITY {
    @Override
    InputStream decode(InputStream in) {
      return in;
    }
  },
  /** Base64 (RFC 2045 section 6.8). */
  BASE64 {
    @Override
    InputStream checked(InputStream in) {
      return CheckedInputStream.endingWithPadding(in);
    }

    @Override
    InputStream decode(InputStream in) {
      return CheckedDecoding.of(monitor -> new Base64InputStream(in, monitor));
    }
  },
  /** Quoted-printable (RFC 2045 section 6.7). */
  QUOTED_PRINTABLE {
    @Override
    InputStream checked(InputStream in) {
      return CheckedInputStream.withLinesOf(LONGEST_LINE, in);
    }

    @Override
    InputStream decode(InputStream in) {
      return CheckedDecoding.of(monitor -> new QuotedPrintableInputStream(in, monitor));
    }
  };

  /**
   * The longest line in bytes: far more than the 76 characters of RFC 2045, for senders that do not
   * break lines.
   */
  private static final int LONGEST_LINE = 8 << 10;

  /** Returns the encoded bytes; reading checks what the decoder does not check. */
  InputStream checked(InputStream in) {
    return in;
  }

  /** Returns a stream that decodes the bytes. */
  abstract InputStream decode(InputStream in);

  /**
   * Parses the value of a Content-Transfer-Encoding field.
   *
   * @throws MalformedMessageException if the encoding is unknown
   */
  static TransferEncoding of(String field) {
    return switch (XmlWhitespace.strip(field).toLowerCase(Locale.ROOT)) {
      case "", "binary", "8bit", "8-bit", "7bit" -> IDENTITY; // R4146 writes "8-bit"
      case "base64" -> BASE64;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      default ->
          throw new MalformedMessageException(
              "A MIME part has the Content-Transfer-Encoding \""
                  + LogText.of(field)
                  + "\", expected binary, 8bit, 7bit, base64 or quoted-printable"
                  + " (RFC 2045 section 6.1)");
    };
  }

  /**
   * Fails where a decoder of Mime4j finds an error. The decoder of quoted-printable reports errors
   * to its monitor, but continues after most of them.
   */
  private static final class CheckedDecoding extends BlockFilterInputStream {
    private final FirstError errors;

    private CheckedDecoding(InputStream decoder, FirstError errors) {
      super(decoder);
      this.errors = errors;
    }

    /**
     * Returns the decoded content.
     *
     * @param decoder creates the decoder, which must report errors to the given monitor
     */
    static InputStream of(Function<DecodeMonitor, InputStream> decoder) {
      FirstError errors = new FirstError();
      return new CheckedDecoding(decoder.apply(errors), errors);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      if (errors.error != null) {
        throw new IOException(errors.error);
      }
      return n;
    }

    private static final class FirstError extends DecodeMonitor {
      private @Nullable String error;

      @Override
      public boolean warn(String found, String done) {
        error = found;
        return true;
      }

      @Override
      public boolean isListening() {
        return true;
      }
    }
  }
}
