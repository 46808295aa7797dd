package io.steatite.addressing;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers the ids of received messages, so that no message is processed twice (Core section 3.1:
 * no two messages share an id). Must be safe for use by several threads.
 */
@FunctionalInterface
public interface MessageIdMemory {
  /**
   * Remembers an id.
   *
   * @param messageId the value of the MessageID header as the peer sent it, of any length
   * @return whether the id is new
   */
  boolean remember(String messageId);

  /**
   * Returns a memory that keeps the last ids in this process and forgets older ones. Each id takes
   * the same amount of memory, however long it is.
   *
   * @param ids the number of ids to keep
   * @throws IllegalArgumentException if {@code ids} is less than 1
   */
  static MessageIdMemory ofLast(int ids) {
    if (ids < 1) {
      throw new IllegalArgumentException(
          "The number of ids to keep must be at least 1, was " + ids);
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
