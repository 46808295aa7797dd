package io.steatite.transport.http.jetty;

import io.steatite.transport.http.EngineExchange;
import java.io.InputStream;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Response;

/** An exchange as its handler sees it. Belongs to the thread of the handler. */
final class JettyHttpExchange extends EngineExchange {
  private final JettyExchange exchange;
  private final ResponseContent body;

  JettyHttpExchange(JettyExchange exchange) {
    super(exchange.head(), exchange.account());
    this.exchange = exchange;
    this.body = new ResponseContent(exchange, this);
  }

  @Override
  public InputStream requestBody() {
    return exchange.content();
  }

  @Override
  public ResponseContent responseBody() {
    return body;
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

  /**
   * Returns whether the response has as many bytes as its Content-Length says. True if it has been
   * sent in part, or has no Content-Length.
   */
  boolean isLengthKept() {
    return exchange.response().isCommitted()
        || response()
            .headers()
            .first("Content-Length")
            .map(Integer.toString(body.kept())::equals)
            .orElse(true);
  }

  /**
   * Closes the head against changes and gives it to Jetty, which writes it with the first bytes.
   */
  void sendHead() {
    if (!response().isSent()) {
      response().send();
      Response raw = exchange.response();
      raw.setStatus(response().status());
      response().headers().forEach(raw.getHeaders()::add);
    }
  }
}
