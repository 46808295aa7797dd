package io.steatite.addressing;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers which messages have come already, so that none is processed twice (Core section 3.1: no
 * two messages share an id). Must be safe for use by several threads.
 */
@FunctionalInterface
public interface MessageIdMemory {
  /** Remembers an id, which may be anything; tells whether it is new. */
  boolean remember(String messageId);

  /**
   * A memory of this process that keeps the last ids and forgets those before. Each takes the same
   * room, however long it is.
   *
   * @param ids how many to keep
   * @throws IllegalArgumentException if that is less than one
   */
  static MessageIdMemory ofLast(int ids) {
    if (ids < 1) {
      throw new IllegalArgumentException("A memory of at least one id is needed, not of " + ids);
    }
    Set<UUID> seen =
        Collections.newSetFromMap(
            new LinkedHashMap<>() {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                return size() > ids;
              }
            });
    return messageId -> {
      UUID digest = UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8));
      synchronized (seen) {
        return seen.add(digest);
      }
    };
  }
}
