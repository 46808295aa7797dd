package io.steatite.transport.http.jdk;

import io.steatite.envelope.stack.Deadline;
import io.steatite.internal.LogText;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpResponseHead;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.IncomingResponse;
import io.steatite.transport.http.OutgoingRequest;
import io.steatite.transport.http.internal.Watch;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends with {@code java.net.http}, for those who want no dependency; slower per call than {@code
 * ApacheHttpSender}. HTTP/1.1 without redirects, and without cookies unless asked for (B2212).
 *
 * <p>A call that is not over at its deadline is cancelled, whatever it is doing.
 *
 * <p>What {@code java.net.http} decides on its own: it gives a connection back to its pool with the
 * last byte of a response, also if the response is refused later; and if the server closes the
 * connection before it has read the whole request, the answer may be lost. {@code ApacheHttpSender}
 * closes the one and reads the other. Its parser of chunks does not end when a chunk size overflows
 * (JDK 17): the call ends at its deadline, but a thread of the client keeps running.
 *
 * <p>Only for addresses that you chose yourself. {@code java.net.http} resolves names on its own
 * and does not say to which address it connects, so that no {@link
 * io.steatite.transport.http.destination.OutboundPolicy} could be kept here; that is what {@code
 * ApacheHttpSender.guarded} is for.
 */
public final class JdkHttpSender implements HttpSender {
  private static final Logger LOG = System.getLogger(JdkHttpSender.class.getName());

  private final HttpClient client;
  private volatile boolean closed;

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
    CompletableFuture<HttpResponse<InputStream>> response = start(post(request, body));
    boolean handedOver = false;
    try (Watch watch = Watch.start(request.deadline(), () -> response.cancel(true))) {
      // Whether the call has failed or was answered early: nobody asks for more of the request.
      response.whenComplete((r, failure) -> body.cancel());
      body.publish();
      IncomingResponse incoming = incoming(await(response, request.uri()), request);
      handedOver = true;
      return incoming;
    } finally {
      if (!handedOver) {
        abandon(response);
      }
    }
  }

  private CompletableFuture<HttpResponse<InputStream>> start(HttpRequest post) throws IOException {
    if (closed) {
      throw closedException(null);
    }
    try {
      return client.sendAsync(post, BodyHandlers.ofInputStream());
    } catch (RejectedExecutionException e) {
      throw closedException(e);
    }
  }

  private static IOException closedException(@Nullable Throwable cause) {
    return new IOException("The HTTP client is closed", cause);
  }

  /** Frees the connection of a call that fails, also if its response has come meanwhile. */
  private static void abandon(CompletableFuture<HttpResponse<InputStream>> response) {
    if (!response.cancel(true) && !response.isCompletedExceptionally()) {
      giveUp(response.join().body());
    }
  }

  private static HttpRequest post(OutgoingRequest request, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder post = HttpRequest.newBuilder(request.uri()).POST(body);
    request.headers().forEach(post::header);
    return post.build();
  }

  private static HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> response, URI uri) throws IOException {
    try {
      return response.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause(), uri);
    } catch (CancellationException e) {
      throw new IOException("The call was cancelled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a response");
    }
  }

  /** {@code java.net.http} reports that it cannot connect without a word. */
  private static IOException failure(@Nullable Throwable cause, URI uri) {
    if (cause instanceof ConnectException && cause.getMessage() == null) {
      IOException e = new ConnectException("Cannot connect to " + uri.getHost() + port(uri));
      e.initCause(cause);
      return e;
    }
    return cause instanceof IOException io ? io : new IOException("The HTTP client failed", cause);
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  private IncomingResponse incoming(HttpResponse<InputStream> response, OutgoingRequest request)
      throws IOException {
    HttpFields.Builder headers = HttpFields.builder();
    try {
      response
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    } catch (IllegalArgumentException e) {
      IOException invalid =
          new ProtocolException("The response is not valid HTTP: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
    InputStream body = response.body();
    Watch watch = Watch.start(request.deadline(), () -> giveUp(body));
    return new IncomingResponse(
        new HttpResponseHead(response.statusCode(), "", headers.build()),
        new Content(body, watch),
        () -> giveUp(body));
  }

  private static void giveUp(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A response given up could not be closed", LogText.of(e));
    }
  }

  /** Before JDK 21 a client cannot be closed: calls under way go on until their deadlines then. */
  @Override
  public void close() {
    closed = true;
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
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
    /** What is left of a body is read up to so many bytes, so that the connection can go on. */
    private static final int WORTH_READING = 64 << 10;

    private static final Duration LONGEST = Duration.ofMillis(100);

    private final Watch watch;
    private boolean closed;

    Content(InputStream in, Watch watch) {
      super(in);
      this.watch = watch;
    }

    /** Reads what is left, if it is little and arrives soon; else the connection is closed. */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      InputStream body = in;
      try (watch;
          body;
          Watch brief = Watch.start(Deadline.after(LONGEST), () -> giveUp(body))) {
        body.readNBytes(WORTH_READING);
      }
    }
  }
}
