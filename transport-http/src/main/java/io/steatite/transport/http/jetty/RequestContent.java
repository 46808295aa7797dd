package io.steatite.transport.http.jetty;

import io.steatite.LimitExceededException;
import io.steatite.internal.BlockInputStream;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.internal.Progress;
import io.steatite.transport.http.internal.Ticker;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request. First it is collected without blocking, until it is complete or 16 KiB are
 * there; then the handler reads it as a stream, which blocks if there is more.
 */
final class RequestContent extends BlockInputStream implements Runnable, Ticker.Watched {
  /** So much is collected before a thread may be taken. */
  static final int COLLECTED = 16 << 10;

  private static final int UNKNOWN_LENGTH = 2 << 10;
  private static final int LOOKS = 10;

  private final JettyExchange exchange;
  private final Request request;
  private final Progress progress;
  private final long contentLength;
  private byte[] bytes;
  private int position;
  private int end;
  private long received;
  private boolean ended;
  private @Nullable Throwable failure;
  private volatile long waitingSince;
  private volatile long waitingAtMost;
  private volatile boolean waiting;
  private boolean watched;

  RequestContent(JettyExchange exchange, Request request, HttpLimits limits) {
    this.exchange = exchange;
    this.request = request;
    this.contentLength = request.getLength();
    this.progress = new Progress(limits.progressRate(), limits.progressGrace(), limits.receiving());
    this.bytes = new byte[expected()];
  }

  /** How many bytes collecting needs room for. */
  int expected() {
    return contentLength < 0 ? UNKNOWN_LENGTH : (int) Math.min(contentLength, COLLECTED);
  }

  /** Whether the body has been read from the connection to its end, or has failed. */
  boolean isEnded() {
    return ended;
  }

  /** What is wrong with the body, if anything is. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** How many bytes are still to be read from the connection; -1 if nobody knows. */
  long remaining() {
    return contentLength < 0 ? -1 : contentLength - received;
  }

  /** Collects what has arrived. Goes on by itself when more arrives. */
  void collect() {
    try {
      while (!ended && end < COLLECTED) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          await();
          return;
        }
        keep(chunk);
      }
    } catch (LimitExceededException e) {
      failure = e;
    }
    collected();
  }

  private void collected() {
    if (watched) {
      exchange.host().ticker().remove(this);
    }
    if (failure == null) {
      exchange.collected();
    } else {
      exchange.collectingFailed(failure);
    }
  }

  private void await() {
    waitingSince = System.nanoTime();
    waitingAtMost = progress.allowed();
    waiting = true;
    if (!watched) {
      watched = true;
      exchange.host().ticker().add(this);
    }
    request.demand(this);
  }

  /** More of the body has arrived, or it has failed. */
  @Override
  public void run() {
    waiting = false;
    progress.waited(System.nanoTime() - waitingSince);
    collect();
  }

  @Override
  public void tick(long nanoTime) {
    if (waiting && nanoTime - waitingSince > waitingAtMost) {
      waiting = false;
      request.fail(new TimeoutException("The request arrives too slowly"));
    }
  }

  private void keep(Content.Chunk chunk) {
    try {
      int count = take(chunk);
      if (end + count > bytes.length) {
        grow(end + count);
      }
      if (count > 0) {
        chunk.getByteBuffer().get(bytes, end, count);
        end += count;
      }
    } finally {
      chunk.release();
    }
  }

  private void grow(int needed) {
    byte[] larger = new byte[Math.max(needed, Math.min(2 * bytes.length, COLLECTED))];
    exchange.account().takeMemory(larger.length - bytes.length);
    System.arraycopy(bytes, 0, larger, 0, end);
    bytes = larger;
  }

  /** Notes what the chunk says beside its bytes, and how many they are. */
  private int take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      failure = chunk.getFailure();
      ended = true;
      return 0;
    }
    ended = chunk.isLast();
    int count = chunk.remaining();
    received += count;
    progress.moved(count);
    return count;
  }

  /** Reads and drops what has arrived; returns how many bytes, or -1 if nothing has. */
  long drop() {
    Content.Chunk chunk = request.read();
    if (chunk == null) {
      return -1;
    }
    int count = take(chunk);
    chunk.release();
    return count;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == end && !ended) {
      refill();
    }
    if (position < end) {
      int count = Math.min(length, end - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
    if (failure != null) {
      throw new IOException("The request broke off: " + failure.getMessage(), failure);
    }
    return -1;
  }

  @Override
  public int available() {
    return end - position;
  }

  /**
   * Reads what has arrived. If nothing has, it looks again a few times before it waits: a peer in
   * the middle of sending is faster than a thread can be woken through the selector.
   */
  @SuppressWarnings("ThreadPriorityCheck") // A hint is all that is wanted.
  private void refill() throws IOException {
    position = 0;
    end = 0;
    for (int look = 0; look < LOOKS; look++) {
      Content.Chunk chunk = request.read();
      if (chunk != null) {
        keep(chunk);
        return;
      }
      Thread.yield();
    }
    block();
  }

  private void block() throws IOException {
    Signal arrived = new Signal();
    request.demand(arrived);
    try {
      arrived.await(progress);
    } catch (IOException e) {
      failure = e;
      ended = true;
      exchange.abandon();
      throw e;
    }
  }
}
