package io.steatite.transport.http;

import io.steatite.ResourceAccount;
import io.steatite.envelope.ExchangeBound;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * One HTTP request and the response to it, whatever server they came through: the Java answer to
 * the environment of OWIN 1.0. The keys there have these names here:
 *
 * <table>
 * <caption>OWIN keys and their places</caption>
 * <tr><td>{@code owin.Request*}</td><td>{@link #request}, {@link #requestBody}</td></tr>
 * <tr><td>{@code owin.Response*}</td><td>{@link #response}, {@link #responseBody}</td></tr>
 * <tr><td>{@code owin.CallCancelled}</td><td>{@link #isCancelled}</td></tr>
 * <tr><td>{@code server.Remote*}, {@code server.Local*}</td>
 *     <td>{@link #remoteAddress}, {@link #localAddress}</td></tr>
 * <tr><td>{@code server.OnSendingHeaders}</td><td>{@link ResponseHead#onSending}</td></tr>
 * <tr><td>{@code ssl.ClientCertificate}</td><td>{@link #clientCertificate}</td></tr>
 * <tr><td>{@code sendfile.SendAsync}</td><td>{@link #sendFile}</td></tr>
 * </table>
 *
 * <p>Belongs to the thread that handles it. The adapter releases everything when the handler
 * returns; a handler need not close either body.
 */
public interface HttpExchange extends ExchangeBound {
  /** What the request says before its body. */
  RequestHead request();

  /** The body of the request, without its transfer coding. Closing it does nothing. */
  InputStream requestBody();

  /** What the response will say before its body. */
  ResponseHead response();

  /**
   * The body of the response. Its first byte, its first flush or its closing sends the head. With a
   * {@code Content-Length} in the head it takes as many bytes, without it the transfer is chunked.
   */
  OutputStream responseBody();

  /** Counts what the exchange holds in memory and on disk; unlimited unless the server has one. */
  default ResourceAccount account() {
    return ResourceAccount.unlimited();
  }

  /** Whether nobody waits for the response any more, as far as the server can tell. */
  boolean isCancelled();

  /**
   * Ends the exchange without an answer, or in the middle of it: the connection is closed when the
   * handler returns, in a way that the client cannot take for a complete response.
   */
  void abort();

  /** The certificate with which the client proved who it is, if it did. */
  Optional<X509Certificate> clientCertificate();

  /** Where the client is, as the server sees it. */
  InetSocketAddress remoteAddress();

  /** Where the client reached the server. */
  InetSocketAddress localAddress();

  /**
   * Writes a part of a file to the body of the response. Unless the adapter knows a shorter way,
   * the bytes are copied: a stream is all that the JDK's server has.
   *
   * @param offset the first byte, counted from 0
   * @param count how many bytes; no more are written than the file has
   * @throws IOException if the file cannot be read or the client cannot be written to
   */
  default void sendFile(Path file, long offset, long count) throws IOException {
    OutputStream out = responseBody();
    byte[] buffer = new byte[(int) Math.min(count, 64 << 10)];
    try (InputStream in = Files.newInputStream(file)) {
      long remaining = in.skip(offset) < offset ? 0 : count;
      while (remaining > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
        out.write(buffer, 0, Math.max(n, 0));
        remaining = n < 0 ? 0 : remaining - n;
      }
    }
  }
}
