package io.steatite.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Takes the content of files, one after the other, and counts it. */
class Sink extends OutputStream {
  private final byte[] buffer = new byte[16 << 10];
  private long count;

  /** For whoever needs a buffer to read into. */
  byte[] buffer() {
    return buffer;
  }

  /** Takes a file. */
  void take(InputStream file) throws IOException {
    for (int n; (n = file.read(buffer)) >= 0; ) {
      write(buffer, 0, n);
    }
    endFile();
  }

  /** What is written from now on belongs to the next file. */
  void endFile() {}

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    count += length;
  }

  long count() {
    return count;
  }

  /** A sink that knows the SHA-256 of every file. */
  static final class Digesting extends Sink {
    private final MessageDigest digest;
    private final List<String> digests = new ArrayList<>();

    Digesting() throws NoSuchAlgorithmException {
      digest = MessageDigest.getInstance("SHA-256");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      digest.update(bytes, offset, length);
    }

    @Override
    void endFile() {
      digests.add(HexFormat.of().formatHex(digest.digest()));
    }

    List<String> digests() {
      return digests;
    }
  }
}
