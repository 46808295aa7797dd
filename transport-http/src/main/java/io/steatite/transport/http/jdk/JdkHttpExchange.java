package io.steatite.transport.http.jdk;

import io.steatite.ResourceAccount;
import io.steatite.internal.BlockFilterInputStream;
import io.steatite.transport.http.EngineExchange;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.RequestHead;
import io.steatite.transport.http.internal.KeptOutputStream;
import io.steatite.transport.http.internal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An exchange of the JDK's server. */
final class JdkHttpExchange extends EngineExchange {
  private static final int DROPPED_AT_ONCE = 8 << 10;

  private final com.sun.net.httpserver.HttpExchange raw;
  private final HttpLimits limits;
  private final PeerWatch watch;
  private final RequestBody requestBody;
  private final ResponseBody responseBody;

  /**
   * @throws IllegalArgumentException if the header fields are none
   */
  JdkHttpExchange(
      com.sun.net.httpserver.HttpExchange raw,
      String id,
      HttpLimits limits,
      ResourceAccount account,
      PeerWatch watch) {
    super(head(raw, id), account);
    this.raw = raw;
    this.limits = limits;
    this.watch = watch;
    this.requestBody = new RequestBody(raw.getRequestBody());
    this.responseBody = new ResponseBody();
  }

  private static RequestHead head(com.sun.net.httpserver.HttpExchange raw, String id) {
    URI uri = raw.getRequestURI();
    HttpFields.Builder headers = HttpFields.builder();
    raw.getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    return new RequestHead(
        id,
        raw.getProtocol(),
        "http",
        raw.getRequestMethod(),
        "",
        orEmpty(uri.getRawPath()),
        orEmpty(uri.getRawQuery()),
        headers.build());
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  /**
   * Sends what the handler left unsent, and drops what it left unread: closed with bytes unread,
   * the connection would be reset, and the answer lost. The answer comes first because a read of
   * the JDK's server can be given up only by closing the connection; one without a body comes last
   * because it ends the exchange.
   */
  void finish() throws IOException {
    if (!isCancelled()) {
      boolean reusable = requestBody.endsWithin(limits.drainBytes());
      if (responseBody.isEmpty()) {
        requestBody.drop(limits.body());
      }
      responseBody.finish(!reusable);
      requestBody.drop(limits.body());
      responseBody.end();
    }
    // Only an exception makes the JDK's server close the connection without ending the chunks
    // first.
    checkNotAborted();
  }

  @Override
  public InputStream requestBody() {
    return requestBody;
  }

  @Override
  public OutputStream responseBody() {
    return responseBody;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return raw.getRemoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return raw.getLocalAddress();
  }

  private Progress progress(Duration total) {
    return new Progress(limits.progressRate(), limits.progressGrace(), total);
  }

  /** Leaves closing to the server; a client that breaks off has cancelled the exchange. */
  private final class RequestBody extends BlockFilterInputStream {
    private final Progress progress = progress(limits.receiving());
    private long received;
    private boolean ended;

    RequestBody(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int count = (int) watch.run(() -> in.read(buffer, offset, length), progress);
        received += Math.max(count, 0);
        ended |= count < 0;
        return count;
      } catch (IOException e) {
        abort();
        throw e;
      }
    }

    /** Whether no more is left to be read than that. False if the length is unknown. */
    boolean endsWithin(long most) {
      return ended || length() - received <= most;
    }

    private long length() {
      boolean chunked = request().headers().first("Transfer-Encoding").isPresent();
      return request()
          .headers()
          .first("Content-Length")
          .map(Long::parseLong)
          .orElse(chunked ? Long.MAX_VALUE : 0);
    }

    /** Reads and drops so many bytes at most. */
    void drop(long most) throws IOException {
      Progress dropping = new Progress(1, limits.drainTime(), limits.drainTime());
      byte[] dropped = new byte[DROPPED_AT_ONCE];
      long left = most;
      long count = 0;
      while (left >= 0 && count >= 0) {
        count = watch.run(() -> in.read(dropped), dropping);
        left -= count;
      }
    }

    @Override
    public void close() {}
  }

  /** Sends the head before the first byte. */
  private final class ResponseBody extends KeptOutputStream {
    private final Progress progress = progress(limits.sending());
    private boolean committed;

    ResponseBody() {
      super(account());
    }

    @Override
    protected void open() throws IOException {
      checkNotAborted();
      if (!response().isSent()) {
        response().send();
        response().headers().forEach(raw.getResponseHeaders()::add);
      }
    }

    @Override
    protected void send(byte[] bytes, int count) throws IOException {
      commit(0);
      attempt(() -> write(bytes, count));
    }

    private void commit(long length) throws IOException {
      if (!committed) {
        committed = true;
        attempt(() -> raw.sendResponseHeaders(response().status(), announced(length)));
      }
    }

    private long announced(long otherwise) {
      String length = response().headers().first("Content-Length").orElse("");
      return length.isEmpty() ? otherwise : length.equals("0") ? -1 : Long.parseLong(length);
    }

    private void write(byte[] bytes, int count) throws IOException {
      OutputStream out = raw.getResponseBody();
      out.write(bytes, 0, count);
      out.flush();
    }

    boolean isEmpty() {
      return !committed && kept() == 0;
    }

    /** Sends what is kept, but for what ends the response. */
    void finish(boolean last) throws IOException {
      open();
      if (last && !committed) {
        raw.getResponseHeaders().set("Connection", "close");
      }
      commit(kept() == 0 ? -1 : kept());
      if (kept() > 0) {
        attempt(() -> write(bytes(), kept()));
      }
    }

    void end() throws IOException {
      // First, since raw.close() may wait for the rest of the request before it sends what we have.
      attempt(raw.getResponseBody()::close);
      attempt(raw::close);
    }

    private void attempt(Sending sending) throws IOException {
      checkNotAborted();
      try {
        watch.run(
            () -> {
              sending.send();
              return 0;
            },
            progress);
      } catch (IOException e) {
        abort();
        throw e;
      }
    }
  }

  /** Something that reaches the client or fails. */
  @FunctionalInterface
  private interface Sending {
    void send() throws IOException;
  }
}
