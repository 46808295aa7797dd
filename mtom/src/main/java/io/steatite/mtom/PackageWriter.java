package io.steatite.mtom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the structure of a package: boundaries, and the headers of the parts in the order that WCF
 * writes and expects. Each line ends with CRLF (RFC 2046 section 5.1).
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
   * Writes the boundary and the headers of a part. The caller then writes the content to the
   * stream.
   *
   * @param contentId the Content-ID without angle brackets
   * @param transferEncoding the value of the Content-Transfer-Encoding field
   * @param contentType the value of the Content-Type field
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

  /** Writes the boundary and the headers of a binary part (MTOM step 4, R4145). */
  void startPart(OutgoingPart part) throws IOException {
    startPart(part.contentId(), "binary", part.contentType());
  }

  /** Writes a binary part with its content. */
  void part(OutgoingPart part) throws IOException {
    startPart(part);
    part.content().writeTo(out);
  }

  /** Writes the last boundary. */
  void end() throws IOException {
    write(new StringBuilder(CRLF).append("--").append(boundary).append("--").append(CRLF));
  }

  private void write(CharSequence text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
