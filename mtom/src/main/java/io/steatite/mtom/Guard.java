package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the sender of a package did wrong from what befell its stream, and remembers either:
 * reading that failed once fails again, so nobody takes what is left for the whole.
 */
final class Guard {
  /** Something that reads the package. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  private final Wire wire;
  private @Nullable RuntimeException complaint;
  private @Nullable IOException breakdown;

  /**
   * @param wire the bytes of the package as they arrive
   */
  Guard(Wire wire) {
    this.wire = wire;
  }

  /**
   * Reads, unless reading failed before.
   *
   * @throws MalformedMessageException if the bytes are no package
   * @throws LimitExceededException if there are too many of something
   * @throws IOException if the stream failed
   */
  <T> T read(Reading<T> reading) throws IOException {
    check();
    try {
      return reading.read();
    } catch (MalformedMessageException | LimitExceededException e) {
      throw failed(e);
    } catch (IOException e) {
      if (wire.failedWith(e)) {
        breakdown = e;
        throw e;
      }
      throw failed(new MalformedMessageException("Malformed MIME package: " + e.getMessage(), e));
    }
  }

  /**
   * Fails as reading failed before, if it did.
   *
   * @throws IOException if the stream failed
   */
  void check() throws IOException {
    if (complaint != null) {
      throw complaint;
    }
    if (breakdown != null) {
      throw breakdown;
    }
  }

  /** Remembers a complaint about the package. To be thrown by the caller. */
  RuntimeException failed(RuntimeException e) {
    complaint = e;
    return e;
  }

  /** What was wrong with the package, if something was. */
  Optional<RuntimeException> complaint() {
    return Optional.ofNullable(complaint);
  }
}
