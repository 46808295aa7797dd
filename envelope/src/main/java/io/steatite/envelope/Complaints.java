package io.steatite.envelope;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What readers had to say against one received message, whichever piece of it they read: its body
 * on the stream or in memory, its header blocks. So a failure is known to be that message's.
 */
final class Complaints {
  private volatile @Nullable RuntimeException last;

  /** Remembers a failure of reading. To be thrown by the caller. */
  <E extends RuntimeException> E add(E failure) {
    last = failure;
    return failure;
  }

  /** The one that came last, if one came. */
  Optional<RuntimeException> last() {
    return Optional.ofNullable(last);
  }
}
