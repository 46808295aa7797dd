package io.steatite.transport.http.jetty;

import io.steatite.ResourceAccount;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.RequestHead;
import io.steatite.transport.http.ResponseHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Response;

/** An exchange as its handler sees it. Belongs to the thread of the handler. */
final class JettyHttpExchange implements HttpExchange {
  private final JettyExchange exchange;
  private final ResponseHead response = new ResponseHead();
  private final ResponseContent body;
  private boolean aborted;

  JettyHttpExchange(JettyExchange exchange) {
    this.exchange = exchange;
    this.body = new ResponseContent(exchange, this);
  }

  @Override
  public RequestHead request() {
    return exchange.head();
  }

  @Override
  public InputStream requestBody() {
    return exchange.content();
  }

  @Override
  public ResponseHead response() {
    return response;
  }

  @Override
  public OutputStream responseBody() {
    return body;
  }

  ResponseContent body() {
    return body;
  }

  @Override
  public ResourceAccount account() {
    return exchange.account();
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
    return (InetSocketAddress) connection().getRemoteSocketAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) connection().getLocalSocketAddress();
  }

  private ConnectionMetaData connection() {
    return exchange.request().getConnectionMetaData();
  }

  /** Answers for a handler that has failed. */
  void fail() {
    if (response.isSent()) {
      aborted = true;
    } else {
      response.status(500).forgetBody();
    }
  }

  void checkNotAborted() throws IOException {
    if (aborted) {
      throw new IOException("Aborted " + request());
    }
  }

  /** Whether the response, if nothing of it was written so far, is as long as its head says. */
  boolean isLengthKept() {
    return exchange.response().isCommitted()
        || response
            .headers()
            .first("Content-Length")
            .map(Integer.toString(body.kept())::equals)
            .orElse(true);
  }

  /**
   * Closes the head against changes and gives it to Jetty, which writes it with the first bytes.
   */
  void sendHead() {
    if (!response.isSent()) {
      response.send();
      Response raw = exchange.response();
      raw.setStatus(response.status());
      response.headers().forEach(raw.getHeaders()::add);
    }
  }
}
