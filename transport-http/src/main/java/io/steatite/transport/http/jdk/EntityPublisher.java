package io.steatite.transport.http.jdk;

import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * From an entity that writes itself to a client that subscribes: the caller's thread writes, and
 * waits whenever the client has asked for nothing more.
 */
final class EntityPublisher implements BodyPublisher, Subscription {
  private static final int PIECE = 16 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final OutgoingEntity entity;
  private final long contentLength;
  private volatile @Nullable Subscriber<? super ByteBuffer> subscriber;
  private long demand;
  private volatile boolean cancelled;

  EntityPublisher(OutgoingEntity entity) {
    this.entity = entity;
    this.contentLength = entity.contentLength().orElse(-1);
  }

  /** Negative if nobody knows how long it is; the transfer is chunked then. Asked by any thread. */
  @Override
  public long contentLength() {
    return contentLength;
  }

  /**
   * Writes the entity to its end, or until the client wants no more of it: then the outcome of the
   * call says why.
   *
   * @throws IOException if the entity fails
   */
  void publish() throws IOException {
    try {
      // The client subscribes once it is connected: before that nothing of the entity is wanted.
      awaitSubscriber(0);
      OutputStream out = new BufferedOutputStream(new Pieces(), PIECE);
      entity.writeTo(out);
      out.flush();
      awaitSubscriber(0).onComplete();
    } catch (IOException | RuntimeException e) {
      if (!cancelled) {
        throw e;
      }
    }
  }

  /** Waits until somebody has subscribed and asked for that many pieces more. */
  private Subscriber<? super ByteBuffer> awaitSubscriber(int pieces) throws IOException {
    lock.lock();
    try {
      while (!cancelled && (subscriber == null || demand < pieces)) {
        changed.await();
      }
      if (cancelled || subscriber == null) {
        throw new IOException("The server takes no more of the request");
      }
      demand -= pieces;
      return subscriber;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      lock.unlock();
    }
  }

  /** Once: an entity is written once, and so a request is never repeated. */
  @Override
  public void subscribe(Subscriber<? super ByteBuffer> client) {
    boolean again = subscriber != null;
    change(() -> subscriber = client);
    client.onSubscribe(this);
    if (again) {
      cancel();
      client.onError(new IOException("The request cannot be sent again"));
    }
  }

  @Override
  public void request(long pieces) {
    change(() -> demand = demand + pieces < 0 ? Long.MAX_VALUE : demand + pieces);
  }

  @Override
  public void cancel() {
    change(() -> cancelled = true);
  }

  private void change(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hands over what is written, a copy each time: the client reads it when it likes. */
  private final class Pieces extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer copy = ByteBuffer.allocate(length).put(bytes, offset, length).flip();
      awaitSubscriber(1).onNext(copy);
    }
  }
}
