package io.steatite.transport.http;

import io.steatite.internal.SmallBuffer;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that is kept back as long as it is small, so that it gets a
 * Content-Length, and so that a failure while it is written can still be answered.
 */
final class BufferedResponse extends OutputStream {
  private final HttpExchange http;
  private final ProcessingWatch watch;
  private final SmallBuffer kept = new SmallBuffer();
  private @Nullable OutputStream target;

  BufferedResponse(HttpExchange http, ProcessingWatch watch) {
    this.http = http;
    this.watch = watch;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (target == null && kept.hasRoomFor(length)) {
      kept.write(bytes, offset, length);
    } else {
      (target == null ? letGo() : target).write(bytes, offset, length);
    }
  }

  private OutputStream letGo() throws IOException {
    OutputStream out = watch.offClock(http.responseBody());
    target = out;
    kept.writeTo(out);
    kept.reset();
    return out;
  }

  /** Keeps back what is kept back: an encoder flushes when it is done, not in between. */
  @Override
  public void flush() throws IOException {
    if (target != null) {
      target.flush();
    }
  }

  /** The body is complete. Whoever fails before that leaves it incomplete for all to see. */
  void complete() throws IOException {
    if (target == null) {
      http.response().set("Content-Length", Integer.toString(kept.size()));
    }
    (target == null ? letGo() : target).close();
  }
}
