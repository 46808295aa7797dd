package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.envelope.stack.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request, within its limits, and without its content coding once that is known. */
final class RequestBody extends FilterInputStream {
  private final HttpLimits limits;
  private final GuardedInputStream guarded;
  private @Nullable DecodedInputStream decoded;

  /** Engines have limits of their own on the time that a peer may take. */
  RequestBody(InputStream in, HttpLimits limits) {
    this(new GuardedInputStream(in, limits.body(), Deadline.after(HttpLimits.FOREVER)), limits);
  }

  private RequestBody(GuardedInputStream guarded, HttpLimits limits) {
    super(new PushbackInputStream(guarded));
    this.guarded = guarded;
    this.limits = limits;
  }

  /** Whether there is nothing; to be asked first, waits for the first byte. */
  boolean isEmpty() throws IOException {
    PushbackInputStream start = (PushbackInputStream) in;
    int first = start.read();
    if (first >= 0) {
      start.unread(first);
    }
    return first < 0;
  }

  /** Gives what is left without that coding. */
  void decode(ContentCoding coding) {
    if (coding != ContentCoding.IDENTITY) {
      decoded = new DecodedInputStream(in, coding, limits);
      in = decoded;
    }
  }

  /** Whether the network has failed before its end. */
  boolean isCut() {
    return guarded.failure().isPresent();
  }

  /**
   * Checks that it came completely, as far as it was read, whatever its readers made of that.
   *
   * @throws Refusal if it exceeds a limit, or is not coded as it says
   * @throws IOException if the network failed
   */
  void checkIntact() throws IOException, Refusal {
    if (guarded.isExceeded()) {
      throw Refusal.tooLarge(limits.body());
    }
    if (guarded.failure().isPresent()) {
      throw guarded.failure().get();
    }
    if (decoded != null) {
      checkDecoded(decoded);
    }
  }

  private static void checkDecoded(DecodedInputStream decoded) throws Refusal {
    LimitExceededException excess = decoded.excess().orElse(null);
    if (excess != null) {
      throw Refusal.tooLarge(excess);
    }
    if (decoded.failure().isPresent()) {
      throw Refusal.badCoding();
    }
  }
}
