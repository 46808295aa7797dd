package io.steatite.transport.http.apache;

import io.steatite.transport.http.HttpHeaders;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.IncomingResponse;
import io.steatite.transport.http.OutboundPolicy;
import io.steatite.transport.http.OutgoingRequest;
import io.steatite.transport.http.Watchdog;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends with Apache HttpClient 5, its classic side: blocking and pooled, at most 100 connections to
 * one server and 200 in all. Redirects, repetitions and decompression are off; so are cookies
 * unless asked for (B2212).
 *
 * <p>A call that is not over at its deadline has its connection closed, whatever it is doing.
 */
public final class ApacheHttpSender implements HttpSender {
  private static final int MOST_PER_SERVER = 100;
  private static final int MOST = 200;
  private static final Duration TRUSTED_IDLE = Duration.ofSeconds(1);

  private final CloseableHttpClient client;
  private final PoolingHttpClientConnectionManager connections;
  private final @Nullable OutboundPolicy policy;
  private final Watchdog watchdog = new Watchdog("steatite-http-client-watchdog");

  private ApacheHttpSender(
      PoolingHttpClientConnectionManager connections,
      boolean cookies,
      @Nullable OutboundPolicy policy) {
    this.client = client(connections, cookies);
    this.connections = connections;
    this.policy = policy;
  }

  /** A sender that knows no cookies, with the default limits. */
  public static ApacheHttpSender start() {
    return start(HttpLimits.DEFAULT, false);
  }

  /**
   * A sender.
   *
   * @param limits on heads and on connecting; those on bodies are the channel's
   * @param cookies whether it takes cookies and returns them (Basic Profile 1.1 section 3.4.8);
   *     they are kept in memory and shared by all channels on this sender
   */
  public static ApacheHttpSender start(HttpLimits limits, boolean cookies) {
    PoolingHttpClientConnectionManagerBuilder builder =
        PoolingHttpClientConnectionManagerBuilder.create();
    return new ApacheHttpSender(connections(builder, limits), cookies, null);
  }

  /**
   * A sender for addresses that somebody else chose. It sends nothing to where the policy does not
   * permit it, connects to the very addresses that the policy has checked, and uses no proxy; what
   * is refused is a {@link io.steatite.transport.http.ForbiddenDestinationException}.
   *
   * @param limits on heads and on connecting; those on bodies are the channel's
   */
  public static ApacheHttpSender guarded(OutboundPolicy policy, HttpLimits limits) {
    return new ApacheHttpSender(connections(new GuardedConnections(policy), limits), false, policy);
  }

  private static PoolingHttpClientConnectionManager connections(
      PoolingHttpClientConnectionManagerBuilder builder, HttpLimits limits) {
    ConnectionConfig config =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(limits.connect()))
            .setIdleTimeout(Timeout.of(limits.idle()))
            .setValidateAfterInactivity(Timeout.of(TRUSTED_IDLE))
            .build();
    return builder
        .setDefaultConnectionConfig(config)
        .setMaxConnPerRoute(MOST_PER_SERVER)
        .setMaxConnTotal(MOST)
        .build();
  }

  private static CloseableHttpClient client(
      HttpClientConnectionManager connections, boolean cookies) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .setUserAgent("Steatite");
    if (!cookies) {
      builder.disableCookieManagement();
    }
    return builder.build();
  }

  /** How many connections are open, in use or waiting to be used again. */
  public int connections() {
    PoolStats stats = connections.getTotalStats();
    return stats.getLeased() + stats.getAvailable();
  }

  @Override
  public IncomingResponse send(OutgoingRequest request) throws IOException {
    if (policy != null) {
      policy.check(request.uri());
    }
    HttpPost post = post(request);
    Watchdog.Watch watch = watch(request, post);
    try {
      return incoming(client.executeOpen(server(post), post, null), watch);
    } catch (IOException e) {
      watch.close();
      throw GuardedConnections.refusal(e).map(IOException.class::cast).orElse(e);
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private Watchdog.Watch watch(OutgoingRequest request, HttpPost post) throws IOException {
    try {
      return watchdog.watch(request.deadline(), post::abort);
    } catch (RejectedExecutionException e) {
      throw new IOException("The HTTP client is closed", e);
    }
  }

  private static HttpPost post(OutgoingRequest request) {
    HttpPost post = new HttpPost(request.uri());
    request.headers().forEach(post::addHeader);
    post.setEntity(new ApacheEntity(request.entity()));
    // One millisecond more than is left: it is the watchdog that ends the call, in time.
    Timeout left = Timeout.of(request.deadline().remaining().plusMillis(1));
    post.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(left)
            .setResponseTimeout(left)
            .setExpectContinueEnabled(false)
            .build());
    return post;
  }

  private static HttpHost server(HttpPost post) throws IOException {
    try {
      return RoutingSupport.determineHost(post);
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  private static IncomingResponse incoming(ClassicHttpResponse response, Watchdog.Watch watch)
      throws IOException {
    HttpHeaders headers = new HttpHeaders();
    for (Header header : response.getHeaders()) {
      headers.add(header.getName(), header.getValue());
    }
    InputStream content =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
    return new IncomingResponse(
        response.getCode(), reason, headers, new Content(content, response, watch));
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    watchdog.close();
  }

  @Override
  public String toString() {
    return "Apache HttpClient 5" + (policy == null ? "" : ", " + policy);
  }

  /** The body of a response; at its end the connection goes back to the pool. */
  private static final class Content extends FilterInputStream {
    private final ClassicHttpResponse response;
    private final Watchdog.Watch watch;

    Content(InputStream content, ClassicHttpResponse response, Watchdog.Watch watch) {
      super(content);
      this.response = response;
      this.watch = watch;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      try (watch) {
        response.close();
      }
    }
  }
}
