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
    write(beforeBoundary + "--" + boundary + CRLF);
    beforeBoundary = CRLF;
    field("Content-ID", '<' + contentId + '>');
    field("Content-Transfer-Encoding", transferEncoding);
    field("Content-Type", contentType);
    write(CRLF);
  }

  /** Writes a part as a whole (MTOM step 5, R4145). */
  void part(OutgoingPart part) throws IOException {
    startPart(part.contentId(), "binary", part.contentType());
    part.content().transferTo(out);
  }

  /** Ends the package. */
  void end() throws IOException {
    write(CRLF + "--" + boundary + "--" + CRLF);
  }

  private void field(String name, String value) throws IOException {
    write(name + ": " + value + CRLF);
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
