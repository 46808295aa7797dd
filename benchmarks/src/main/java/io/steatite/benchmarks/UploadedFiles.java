package io.steatite.benchmarks;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;

/** The files in a package, the same for all contenders: noise, so that no search is lucky. */
public enum UploadedFiles {
  /** One file of 1 MB. */
  ONE_MB(1, 1 << 20),

  /** One file of 64 MB. */
  SIXTY_FOUR_MB(1, 64 << 20),

  /** 200 files of 2 KB. */
  MANY_SMALL(200, 2 << 10);

  static final String TYPE = "application/octet-stream";

  private static final String BOUNDARY = "uuid:5f2a9c1e-2b7d-4d55-a1c9-0d9a00c0ffee+id=1";
  private static final String END = "\r\n--" + BOUNDARY + "--\r\n";

  private final int count;
  private final int size;
  private final byte[] start;
  private final byte[] end;

  UploadedFiles(int count, int size) {
    this.count = count;
    this.size = size;
    this.start = isSmall() ? allOfIt() : bytes(rootPart(count) + fileHead(1));
    this.end = isSmall() ? new byte[0] : bytes(END);
  }

  private static String rootPart(int count) {
    String type = "application/xop+xml;charset=utf-8;type=\"application/soap+xml\"";
    StringBuilder root = new StringBuilder(partHead("0", "8bit", type).substring(2));
    root.append("<s:Envelope xmlns:s=\"").append(Workload.SOAP).append("\"><s:Body>");
    root.append("<o:Upload xmlns:o=\"").append(Workload.APP).append("\">");
    for (int i = 1; i <= count; i++) {
      root.append("<o:File><xop:Include href=\"cid:" + contentId(i))
          .append("\" xmlns:xop=\"" + Workload.XOP + "\"/></o:File>");
    }
    return root.append("</o:Upload></s:Body></s:Envelope>").toString();
  }

  /** In WCF's words. */
  private static String partHead(String id, String encoding, String type) {
    return "\r\n--%s\r\nContent-ID: <%s>\r\nContent-Transfer-Encoding: %s\r\nContent-Type: %s\r\n\r\n"
        .formatted(BOUNDARY, id, encoding, type);
  }

  private static String fileHead(int number) {
    return partHead(contentId(number), "binary", TYPE);
  }

  private static String contentId(int number) {
    return "http://tempuri.org/" + number + "/635678936524353454";
  }

  /** The Content-Type of the package. */
  String contentType() {
    return "multipart/related; type=\"application/xop+xml\";start=\"<0>\";boundary=\""
        + BOUNDARY
        + "\";start-info=\"application/soap+xml\"";
  }

  /** How many bytes all the files have. */
  long bytes() {
    return (long) count * size;
  }

  /** The package; without a place in memory for a large one, as from a network. */
  InputStream open() {
    InputStream head = new ByteArrayInputStream(start);
    return isSmall()
        ? head
        : new SequenceInputStream(
            head, new SequenceInputStream(file(1), new ByteArrayInputStream(end)));
  }

  private boolean isSmall() {
    return bytes() <= 1 << 20;
  }

  private byte[] allOfIt() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes(rootPart(count)));
    for (int i = 1; i <= count; i++) {
      all.writeBytes(bytes(fileHead(i)));
      new Noise(i, size).drainTo(all);
    }
    all.writeBytes(bytes(END));
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private InputStream file(int number) {
    return new Noise(number, size);
  }

  /** The first file. */
  DataSource file() {
    return new DataSource() {
      @Override
      public InputStream getInputStream() {
        return file(1);
      }

      @Override
      public OutputStream getOutputStream() throws IOException {
        throw new IOException("Read-only");
      }

      @Override
      public String getContentType() {
        return TYPE;
      }

      @Override
      public String getName() {
        return name();
      }
    };
  }

  /** What {@link Sink.Digesting} must have of the package. */
  List<String> digests() throws IOException, NoSuchAlgorithmException {
    Sink.Digesting sink = new Sink.Digesting();
    for (int i = 1; i <= count; i++) {
      sink.take(file(i));
    }
    return sink.digests();
  }

  /** As many bytes as wanted, without a place for them all. */
  private static final class Noise extends InputStream {
    private static final byte[] NOISE = new byte[64 << 10];

    static {
      new Random(64).nextBytes(NOISE);
    }

    private int at;
    private int remaining;

    Noise(int seed, int size) {
      this.at = 257 * seed % NOISE.length;
      this.remaining = size;
    }

    void drainTo(ByteArrayOutputStream out) {
      while (remaining > 0) {
        out.write(read());
      }
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int n = Math.min(Math.min(length, remaining), NOISE.length - at);
      if (n == 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(NOISE, at, bytes, offset, n);
      at = (at + n) % NOISE.length;
      remaining -= n;
      return n;
    }
  }
}
