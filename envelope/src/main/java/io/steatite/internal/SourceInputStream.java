package io.steatite.internal;

import io.steatite.UnreadableMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * Counts the bytes of a message as they arrive and records how their source fails. So a decoder
 * that reads them can tell a broken source from bytes that are malformed.
 *
 * <p>Belongs to one thread at a time.
 */
public class SourceInputStream extends BlockFilterInputStream {
  private final ReadStatus status;
  private long count;
  private boolean failed;

  /** Reads from a source, with a status of its own. */
  public SourceInputStream(InputStream in) {
    this(in, new ReadStatus());
  }

  /**
   * Reads from a source.
   *
   * @param status where failures are recorded
   */
  public SourceInputStream(InputStream in, ReadStatus status) {
    super(in);
    this.status = status;
  }

  /** A step of a decoder that reads from this stream. */
  @FunctionalInterface
  public interface Step<T> {
    /**
     * Runs the step.
     *
     * @throws IOException if this stream failed, or its bytes are malformed
     */
    T run() throws IOException;
  }

  /**
   * Runs a step of a decoder that reads from this stream, unless reading failed before. Every
   * failure is recorded in the status.
   *
   * @param malformed makes the exception to throw when the decoder finds the bytes malformed
   * @throws UnreadableMessageException if the bytes are malformed or exceed a limit
   * @throws IOException if the source failed
   */
  public final <T> T decode(
      Function<IOException, UnreadableMessageException> malformed, Step<T> step)
      throws IOException {
    status.check();
    try {
      return step.run();
    } catch (UnreadableMessageException e) {
      throw status.fail(e);
    } catch (IOException e) {
      if (failed) {
        throw status.fail(e);
      }
      throw status.fail(malformed.apply(e));
    }
  }

  /** Returns the status of the message that is read here. */
  public final ReadStatus status() {
    return status;
  }

  /** Returns how many bytes have arrived. */
  public final long count() {
    return count;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = in.read(buffer, offset, length);
      count += Math.max(n, 0);
      return n;
    } catch (IOException | RuntimeException e) {
      failed = true;
      status.fail(e);
      throw e;
    }
  }
}
