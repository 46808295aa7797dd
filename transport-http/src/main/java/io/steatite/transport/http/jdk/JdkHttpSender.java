package io.steatite.transport.http.jdk;

import io.steatite.transport.http.HttpHeaders;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.IncomingResponse;
import io.steatite.transport.http.OutgoingRequest;
import io.steatite.transport.http.Watchdog;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends with {@code java.net.http}, for those who want no dependency; slower per call than {@code
 * ApacheHttpSender}. HTTP/1.1 without redirects, and without cookies unless asked for (B2212).
 *
 * <p>A call that is not over at its deadline is cancelled, whatever it is doing.
 *
 * <p>Only for addresses that you chose yourself. {@code java.net.http} resolves names on its own
 * and does not say to which address it connects, so that no {@link
 * io.steatite.transport.http.OutboundPolicy} could be kept here; that is what {@code
 * ApacheHttpSender.guarded} is for.
 */
public final class JdkHttpSender implements HttpSender {
  private static final Logger LOG = System.getLogger(JdkHttpSender.class.getName());

  private final HttpClient client;
  private final Watchdog watchdog = new Watchdog("steatite-http-client-watchdog");

  private JdkHttpSender(HttpClient client) {
    this.client = client;
  }

  /** A sender that knows no cookies, with the default limits. */
  public static JdkHttpSender start() {
    return start(HttpLimits.DEFAULT, false);
  }

  /**
   * A sender.
   *
   * @param limits on connecting; those on bodies are the channel's
   * @param cookies whether it takes cookies and returns them (Basic Profile 1.1 section 3.4.8);
   *     they are kept in memory and shared by all channels on this sender
   */
  public static JdkHttpSender start(HttpLimits limits, boolean cookies) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect());
    if (cookies) {
      builder.cookieHandler(new CookieManager());
    }
    return new JdkHttpSender(builder.build());
  }

  @Override
  public IncomingResponse send(OutgoingRequest request) throws IOException {
    EntityPublisher body = new EntityPublisher(request.entity());
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(post(request, body), BodyHandlers.ofInputStream());
    try (Watchdog.Watch watch = watchdog.watch(request.deadline(), () -> response.cancel(true))) {
      // Whether the call has failed or was answered early: nobody asks for more of the request.
      response.whenComplete((r, failure) -> body.cancel());
      publish(body, response);
      return incoming(await(response), request);
    }
  }

  private static HttpRequest post(OutgoingRequest request, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder post = HttpRequest.newBuilder(request.uri()).POST(body);
    request.headers().forEach(post::header);
    return post.build();
  }

  private static void publish(
      EntityPublisher body, CompletableFuture<HttpResponse<InputStream>> response)
      throws IOException {
    try {
      body.publish();
    } catch (IOException | RuntimeException e) {
      response.cancel(true);
      throw e;
    }
  }

  private static HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> response) throws IOException {
    try {
      return response.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (CancellationException e) {
      throw new IOException("The call was cancelled", e);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a response");
    }
  }

  private IncomingResponse incoming(HttpResponse<InputStream> response, OutgoingRequest request) {
    HttpHeaders headers = new HttpHeaders();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    InputStream body = response.body();
    Watchdog.Watch watch = watchdog.watch(request.deadline(), () -> giveUp(body));
    return new IncomingResponse(response.statusCode(), "", headers, new Content(body, watch));
  }

  private static void giveUp(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A response given up could not be closed", e);
    }
  }

  /** Before JDK 21 a client cannot be closed: calls under way go on until their deadlines then. */
  @Override
  public void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
      watchdog.close();
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "This JDK closes a client when it is collected", e);
    }
  }

  @Override
  public String toString() {
    return "java.net.http";
  }

  /** The body of a response, watched until it is closed. */
  private static final class Content extends FilterInputStream {
    private final Watchdog.Watch watch;

    Content(InputStream in, Watchdog.Watch watch) {
      super(in);
      this.watch = watch;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      try (watch) {
        in.close();
      }
    }
  }
}
