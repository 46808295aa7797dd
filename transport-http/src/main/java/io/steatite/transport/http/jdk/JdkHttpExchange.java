package io.steatite.transport.http.jdk;

import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.HttpHeaders;
import io.steatite.transport.http.RequestHead;
import io.steatite.transport.http.ResponseHead;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exchange of the JDK's server. */
final class JdkHttpExchange implements HttpExchange {
  private final com.sun.net.httpserver.HttpExchange raw;
  private final RequestHead request;
  private final ResponseHead response = new ResponseHead();
  private final InputStream requestBody;
  private final ResponseBody responseBody;
  private boolean aborted;

  /**
   * @throws IllegalArgumentException if the header fields are none
   */
  JdkHttpExchange(com.sun.net.httpserver.HttpExchange raw, String id) {
    this.raw = raw;
    this.request = head(raw, id);
    this.requestBody = new RequestBody(raw.getRequestBody());
    this.responseBody = new ResponseBody();
  }

  private static RequestHead head(com.sun.net.httpserver.HttpExchange raw, String id) {
    URI uri = raw.getRequestURI();
    HttpHeaders headers = new HttpHeaders();
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
        headers);
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** Answers for a handler that has failed. */
  void fail() {
    if (response.isSent()) {
      aborted = true;
    } else {
      response.status(500).headers().forgetBody();
    }
  }

  /** Sends what the handler left unsent. */
  void finish() throws IOException {
    if (!aborted) {
      responseBody.close();
    }
    if (aborted) {
      // Only this makes the JDK's server close the connection without ending the chunks first.
      throw new IOException("Aborted " + request);
    }
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public InputStream requestBody() {
    return requestBody;
  }

  @Override
  public ResponseHead response() {
    return response;
  }

  @Override
  public OutputStream responseBody() {
    return responseBody;
  }

  @Override
  public boolean isCancelled() {
    return aborted;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  /** None: this server speaks plain HTTP. */
  @Override
  public Optional<X509Certificate> clientCertificate() {
    return Optional.empty();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return raw.getRemoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return raw.getLocalAddress();
  }

  /** Leaves closing to the server; a client that breaks off has cancelled the exchange. */
  private final class RequestBody extends FilterInputStream {
    RequestBody(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        aborted = true;
        throw e;
      }
    }

    @Override
    public void close() {}
  }

  /** Sends the head before the first byte. */
  private final class ResponseBody extends OutputStream {
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      open(false);
      attempt(() -> raw.getResponseBody().write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
      open(false);
      attempt(() -> raw.getResponseBody().flush());
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        open(true);
        // First, since raw.close() may wait for the rest of the request before it sends what we
        // have.
        attempt(raw.getResponseBody()::close);
        attempt(raw::close);
      }
    }

    private void open(boolean empty) throws IOException {
      if (!response.isSent()) {
        response.send();
        response.headers().forEach(raw.getResponseHeaders()::add);
        long length = length(empty);
        attempt(() -> raw.sendResponseHeaders(response.status(), length));
      }
    }

    /** In the server's language: -1 for no body, 0 for chunks, else the length. */
    private long length(boolean empty) {
      String announced = response.headers().first("Content-Length").orElse("");
      if (empty || announced.equals("0")) {
        return -1;
      }
      return announced.isEmpty() ? 0 : Long.parseLong(announced);
    }

    private void attempt(Sending sending) throws IOException {
      if (aborted) {
        throw new IOException("Aborted " + request);
      }
      try {
        sending.send();
      } catch (IOException e) {
        aborted = true;
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
