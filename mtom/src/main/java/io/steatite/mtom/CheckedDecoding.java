package io.steatite.mtom;

import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Content from a decoder of Mime4j, failing where the decoder finds an error: the decoder of
 * quoted-printable reports errors to its monitor, but goes on in most cases.
 */
final class CheckedDecoding extends BlockFilterInputStream {
  private final Complaint complaint;

  private CheckedDecoding(InputStream decoder, Complaint complaint) {
    super(decoder);
    this.complaint = complaint;
  }

  /**
   * The decoded content.
   *
   * @param decoder makes the decoder, which must report errors to the given monitor
   */
  static InputStream of(Function<DecodeMonitor, InputStream> decoder) {
    Complaint complaint = new Complaint();
    return new CheckedDecoding(decoder.apply(complaint), complaint);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    if (complaint.error != null) {
      throw new IOException(complaint.error);
    }
    return n;
  }

  private static final class Complaint extends DecodeMonitor {
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
