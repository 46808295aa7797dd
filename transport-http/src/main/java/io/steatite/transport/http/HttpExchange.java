package io.steatite.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
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
public interface HttpExchange {
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
   * Writes a part of a file to the body of the response.
   *
   * @param offset the first byte, counted from 0
   * @param count how many bytes; no more are written than the file has
   * @throws IOException if the file cannot be read or the client cannot be written to
   */
  default void sendFile(Path file, long offset, long count) throws IOException {
    try (FileChannel source = FileChannel.open(file)) {
      WritableByteChannel target = Channels.newChannel(responseBody());
      long end = offset + Math.min(count, Math.max(0, source.size() - offset));
      long at = offset;
      while (at < end) {
        at += source.transferTo(at, end - at, target);
      }
    }
  }
}
