package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.internal.KeptOutputStream;
import io.steatite.transport.http.internal.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;

/**
 * The body of a response. What is kept at the end is written without a thread; before that the
 * handler's thread waits for the peer to take each piece.
 */
final class ResponseContent extends KeptOutputStream {
  private final JettyExchange exchange;
  private final JettyHttpExchange http;
  private final Progress progress;

  ResponseContent(JettyExchange exchange, JettyHttpExchange http) {
    super(exchange.account());
    HttpLimits limits = exchange.limits();
    this.exchange = exchange;
    this.http = http;
    this.progress = new Progress(limits.progressRate(), limits.progressGrace(), limits.sending());
  }

  @Override
  protected void open() throws IOException {
    http.checkNotAborted();
    http.sendHead();
  }

  @Override
  protected void send(byte[] bytes, int count) throws IOException {
    Signal taken = new Signal();
    exchange.response().write(false, ByteBuffer.wrap(bytes, 0, count), taken);
    try {
      if (!taken.isGiven() && !exchange.grow()) {
        throw new IOException("Too many exchanges wait for slow peers");
      }
      taken.await(progress);
    } catch (IOException e) {
      exchange.abandon();
      http.abort();
      throw e;
    }
    progress.moved(count);
  }

  /** Writes what is kept as the last, without waiting. */
  void writeLast(Callback callback) {
    exchange.response().write(true, ByteBuffer.wrap(bytes(), 0, kept()), callback);
  }
}
