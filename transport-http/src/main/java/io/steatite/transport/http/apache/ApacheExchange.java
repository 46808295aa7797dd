package io.steatite.transport.http.apache;

import io.steatite.transport.http.OutgoingRequest;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on a connection leased from the pool, from the lease to the release.
 * The thread of the call uses it; {@link #abort} may be called by any thread.
 */
final class ApacheExchange {
  private final HttpClientConnectionManager pool;
  private final ConnectionEndpoint endpoint;
  private final OutgoingRequest request;
  private final TimeValue idle;
  private final HttpClientContext context = HttpClientContext.create();
  private TimeValue reusableFor = TimeValue.ZERO_MILLISECONDS;
  private @Nullable ApacheEntity entity;
  private boolean released;

  /**
   * @param endpoint leased
   * @param idle how long the connection may be idle afterwards
   */
  ApacheExchange(
      HttpClientConnectionManager pool,
      ConnectionEndpoint endpoint,
      OutgoingRequest request,
      TimeValue idle) {
    this.pool = pool;
    this.endpoint = endpoint;
    this.request = request;
    this.idle = idle;
  }

  /**
   * Connects if need be, sends the request, and receives the head of the response.
   *
   * @return null if the server had closed the connection before, so that nothing was sent
   */
  @Nullable ClassicHttpResponse execute(Timeout connect) throws IOException, HttpException {
    boolean used = endpoint.isConnected();
    if (!used) {
      pool.connect(endpoint, connect, context);
    }
    // The watch aborts the exchange at its deadline, so that no read needs a timeout of its own.
    endpoint.setSocketTimeout(Timeout.DISABLED);
    return endpoint.execute(
        "steatite",
        head(request.uri()),
        (head, connection, unused) ->
            used && StaleCheck.isStale(connection) ? null : exchange(head, connection),
        context);
  }

  private ClassicHttpRequest head(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
    ClassicHttpRequest head = new BasicClassicHttpRequest("POST", path + query);
    head.addHeader("Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ':' + uri.getPort());
    head.addHeader("User-Agent", "Steatite");
    request.headers().forEach(head::addHeader);
    return head;
  }

  private ClassicHttpResponse exchange(ClassicHttpRequest head, HttpClientConnection connection)
      throws IOException, HttpException {
    ApacheEntity body = new ApacheEntity(request.entity(), connection);
    entity = body;
    head.setEntity(body);
    if (body.isChunked()) {
      head.addHeader("Transfer-Encoding", "chunked");
    } else {
      head.addHeader("Content-Length", Long.toString(body.getContentLength()));
    }
    IOException unsent = send(head, body, connection);
    ClassicHttpResponse response = receive(connection, unsent);
    if (unsent == null
        && connection.isConsistent()
        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(head, response, context)) {
      reusableFor = keepAlive(response);
    }
    return response;
  }

  /**
   * Sends the request. A server may answer and close before it has read everything, for example
   * with 413; so a connection that fails here is asked for the response all the same.
   *
   * @return how the connection failed; null if everything was sent
   */
  private static @Nullable IOException send(
      ClassicHttpRequest head, ApacheEntity body, HttpClientConnection connection)
      throws IOException, HttpException {
    connection.sendRequestHeader(head);
    try {
      connection.sendRequestEntity(head);
    } catch (IOException e) {
      if (body.hasFailed()) {
        throw e;
      }
      return e;
    } catch (RuntimeException e) {
      if (!body.hasConnectionFailed()) {
        throw e;
      }
      return new IOException(e);
    }
    try {
      connection.flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static ClassicHttpResponse receive(
      HttpClientConnection connection, @Nullable IOException unsent)
      throws IOException, HttpException {
    try {
      ClassicHttpResponse response = connection.receiveResponseHeader();
      while (response.getCode() < 200) {
        response = connection.receiveResponseHeader();
      }
      connection.receiveResponseEntity(response);
      return response;
    } catch (IOException e) {
      if (unsent == null) {
        throw e;
      }
      unsent.addSuppressed(e);
      throw unsent;
    }
  }

  /** As long as the server promises in its Keep-Alive field, and not longer than we want. */
  private TimeValue keepAlive(ClassicHttpResponse response) {
    TimeValue promised =
        DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
    return TimeValue.isPositive(promised) ? promised.min(idle) : idle;
  }

  /** Whether the entity failed: its exceptions are the caller's, as they are. */
  boolean hasEntityFailed() {
    return entity != null && entity.hasFailed();
  }

  /** Makes reads fail after a pause of that length. */
  void limitPauses(Timeout timeout) {
    endpoint.setSocketTimeout(timeout);
  }

  /** Gives the connection back; it is used again if the server keeps it open. */
  synchronized void release() {
    if (!released) {
      released = true;
      if (TimeValue.isPositive(reusableFor)) {
        pool.release(endpoint, null, reusableFor);
      } else {
        discard();
      }
    }
  }

  /** Closes the connection without waiting. Does nothing after the release. */
  synchronized void abort() {
    if (!released) {
      released = true;
      discard();
    }
  }

  private void discard() {
    endpoint.close(CloseMode.IMMEDIATE);
    pool.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
  }
}
