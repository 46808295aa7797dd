package io.steatite.mtom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the bytes of a package: boundaries, headers in the order that WCF writes and expects, and
 * CRLF at the end of each line (RFC 2046 section 5.1).
 */
final class PackageWriter {
  private static final String CRLF = "\r\n";

  private final OutputStream out;
  private final String boundary;
  private String beforeBoundary = "";

  PackageWriter(OutputStream out, String boundary) {
    this.out = out;
    this.boundary = boundary;
  }

  /**
   * Starts a part; its content is then written to the stream itself.
   *
   * @param contentId without angle brackets
   */
  void startPart(String contentId, String transferEncoding, String contentType) throws IOException {
    StringBuilder head = new StringBuilder(256).append(beforeBoundary).append("--");
    head.append(boundary).append(CRLF);
    head.append("Content-ID: <").append(contentId).append('>').append(CRLF);
    head.append("Content-Transfer-Encoding: ").append(transferEncoding).append(CRLF);
    head.append("Content-Type: ").append(contentType).append(CRLF).append(CRLF);
    write(head);
    beforeBoundary = CRLF;
  }

  /** Starts a binary part (MTOM step 4, R4145). */
  void startPart(OutgoingPart part) throws IOException {
    startPart(part.contentId(), "binary", part.contentType());
  }

  /** Writes a binary part as a whole. */
  void part(OutgoingPart part) throws IOException {
    startPart(part);
    part.content().writeTo(out);
  }

  /** Ends the package. */
  void end() throws IOException {
    write(new StringBuilder(CRLF).append("--").append(boundary).append("--").append(CRLF));
  }

  private void write(CharSequence text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
