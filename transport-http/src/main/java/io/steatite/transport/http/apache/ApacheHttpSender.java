package io.steatite.transport.http.apache;

import io.steatite.SteatiteException;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpResponseHead;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.IncomingResponse;
import io.steatite.transport.http.OutgoingRequest;
import io.steatite.transport.http.destination.OutboundPolicy;
import io.steatite.transport.http.internal.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.CookieManager;
import java.net.ProtocolException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends with Apache HttpClient 5, from version 5.4 on: blocking and pooled, at most 100 connections
 * to one server and 200 in all. It uses the pool and the HTTP/1.1 connections of that library, and
 * not its execution chain, which repeats, redirects, decompresses, and gives connections back
 * before it is known whether the response can be used. No cookies unless asked for (B2212).
 *
 * <p>A call that is not over at its deadline has its connection closed, whatever it is doing; so
 * has one whose thread is interrupted. A connection that the server closed while it was idle is not
 * used again: checked at every call for http, after a second without use for https.
 */
public final class ApacheHttpSender implements HttpSender {
  private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

  private final PoolingHttpClientConnectionManager pool;
  private final HttpLimits limits;
  private final @Nullable OutboundPolicy policy;
  private final @Nullable CookieManager cookies;

  private ApacheHttpSender(
      PoolingHttpClientConnectionManager pool,
      HttpLimits limits,
      @Nullable CookieManager cookies,
      @Nullable OutboundPolicy policy) {
    pool.setValidateAfterInactivity(TRUSTED_IDLE);
    this.pool = pool;
    this.limits = limits;
    this.cookies = cookies;
    this.policy = policy;
  }

  /** A sender that knows no cookies, with the default limits. */
  public static ApacheHttpSender start() {
    return start(HttpLimits.DEFAULT, false);
  }

  /**
   * A sender.
   *
   * @param limits on heads, connecting and idle connections; those on bodies are the channel's
   * @param cookies whether it takes cookies and returns them (Basic Profile 1.1 section 3.4.8);
   *     they are kept in memory and shared by all channels on this sender
   */
  public static ApacheHttpSender start(HttpLimits limits, boolean cookies) {
    CookieManager store = cookies ? new CookieManager() : null;
    return new ApacheHttpSender(ConnectionPool.open(limits), limits, store, null);
  }

  /**
   * A sender for addresses that somebody else chose. It sends nothing to where the policy does not
   * permit it, connects to the very addresses that the policy has checked, and uses no proxy; what
   * is refused is a {@link io.steatite.transport.http.destination.ForbiddenDestinationException}.
   *
   * @param limits on heads, connecting and idle connections; those on bodies are the channel's
   */
  public static ApacheHttpSender guarded(OutboundPolicy policy, HttpLimits limits) {
    return new ApacheHttpSender(ConnectionPool.guarded(policy, limits), limits, null, policy);
  }

  /** How many connections are open, in use or waiting to be used again. */
  public int connections() {
    PoolStats stats = pool.getTotalStats();
    return stats.getLeased() + stats.getAvailable();
  }

  @Override
  public IncomingResponse send(OutgoingRequest request) throws IOException {
    if (policy != null) {
      policy.check(request.uri());
    }
    OutgoingRequest complete = cookies == null ? request : withCookies(request, cookies);
    IncomingResponse response = attempt(complete);
    // Nothing was sent on a connection that had been closed by the server, so this repeats nothing.
    while (response == null) {
      response = attempt(complete);
    }
    return response;
  }

  /** Sends the request on one connection; null if the server had closed that before. */
  private @Nullable IncomingResponse attempt(OutgoingRequest request) throws IOException {
    ApacheExchange exchange =
        new ApacheExchange(pool, lease(request), request, TimeValue.of(limits.idle()));
    IncomingResponse response = null;
    try {
      Watch watch = Watch.start(request.deadline(), exchange::abort);
      response = incoming(exchange, watch, request);
      return response;
    } catch (HttpException e) {
      throw protocolViolation(e);
    } catch (RejectedExecutionException e) {
      throw closed(e);
    } catch (SteatiteException e) {
      throw e;
    } catch (RuntimeException e) {
      if (exchange.hasEntityFailed()) {
        throw e;
      }
      throw new IOException("The HTTP client failed", e);
    } finally {
      if (response == null) {
        exchange.abort();
      }
    }
  }

  private ConnectionEndpoint lease(OutgoingRequest request) throws IOException {
    Timeout left = left(request);
    try {
      LeaseRequest lease = pool.lease("steatite", route(request.uri()), left, null);
      return lease.get(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a connection of the pool");
    } catch (TimeoutException e) {
      throw new IOException("All connections of the pool were in use until the deadline", e);
    } catch (ExecutionException | IllegalStateException e) {
      throw closed(e);
    }
  }

  private static HttpRoute route(URI uri) {
    String host = uri.getHost();
    boolean bracketed = host.startsWith("[");
    String name = bracketed ? host.substring(1, host.length() - 1) : host;
    HttpHost server = new HttpHost(uri.getScheme(), name, uri.getPort());
    return new HttpRoute(server, null, "https".equalsIgnoreCase(uri.getScheme()));
  }

  private static Timeout left(OutgoingRequest request) {
    request.deadline().check();
    return Timeout.of(request.deadline().remaining().plusMillis(1));
  }

  private static IOException closed(Exception cause) {
    return new IOException("The HTTP client is closed", cause);
  }

  private static IOException protocolViolation(Exception cause) {
    IOException e = new ProtocolException("The response is not valid HTTP: " + cause.getMessage());
    e.initCause(cause);
    return e;
  }

  private @Nullable IncomingResponse incoming(
      ApacheExchange exchange, Watch watch, OutgoingRequest request)
      throws IOException, HttpException {
    boolean handedOver = false;
    try {
      Timeout connect = Timeout.of(limits.connect());
      Timeout left = left(request);
      ClassicHttpResponse response = exchange.execute(left.compareTo(connect) < 0 ? left : connect);
      if (response == null) {
        return null;
      }
      HttpFields headers = headers(response);
      if (cookies != null) {
        cookies.put(request.uri(), fields(headers));
      }
      String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
      InputStream body = content(response, exchange, watch);
      handedOver = true;
      HttpResponseHead head = new HttpResponseHead(response.getCode(), reason, headers);
      return new IncomingResponse(head, body, exchange::abort);
    } finally {
      if (!handedOver) {
        watch.close();
      }
    }
  }

  private static HttpFields headers(ClassicHttpResponse response) throws IOException {
    HttpFields.Builder headers = HttpFields.builder();
    try {
      for (Header header : response.getHeaders()) {
        headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw protocolViolation(e);
    }
    return headers.build();
  }

  private static OutgoingRequest withCookies(OutgoingRequest request, CookieManager cookies)
      throws IOException {
    HttpFields.Builder headers = request.headers().toBuilder();
    cookies
        .get(request.uri(), Map.of())
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    return new OutgoingRequest(
        request.uri(), headers.build(), request.entity(), request.deadline());
  }

  private static Map<String, List<String>> fields(HttpFields headers) {
    Map<String, List<String>> fields = new HashMap<>();
    headers.forEach(
        (name, value) -> fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
    return fields;
  }

  private static InputStream content(
      ClassicHttpResponse response, ApacheExchange exchange, Watch watch) throws IOException {
    return response.getEntity() == null
        ? new ResponseContent(InputStream.nullInputStream(), 0, exchange, watch)
        : new ResponseContent(
            response.getEntity().getContent(),
            response.getEntity().getContentLength(),
            exchange,
            watch);
  }

  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
  }

  @Override
  public String toString() {
    return "Apache HttpClient 5" + (policy == null ? "" : ", " + policy);
  }
}
