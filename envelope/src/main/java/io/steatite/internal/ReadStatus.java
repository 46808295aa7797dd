package io.steatite.internal;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether reading a message has failed, and how. The readers of one message share a status,
 * so that a failure is known to be a failure of that message, and reading that failed once fails
 * again.
 *
 * <p>Keeps the last failure. A failure is visible to all threads.
 */
public final class ReadStatus {
  private volatile @Nullable Exception failure;

  /**
   * Records a failure.
   *
   * @param e an {@code IOException} or a {@code RuntimeException}
   * @return the same exception, for the caller to throw
   */
  public <E extends Exception> E fail(E e) {
    failure = e;
    return e;
  }

  /**
   * Throws the last failure again, if there was one.
   *
   * @throws IOException if the source of the message failed
   */
  public void check() throws IOException {
    Exception e = failure;
    if (e instanceof IOException io) {
      throw io;
    }
    if (e != null) {
      throw (RuntimeException) e;
    }
  }

  /** Returns the last failure if it is of the given type. */
  public <E extends Exception> Optional<E> failure(Class<E> type) {
    Exception e = failure;
    return type.isInstance(e) ? Optional.of(type.cast(e)) : Optional.empty();
  }
}
