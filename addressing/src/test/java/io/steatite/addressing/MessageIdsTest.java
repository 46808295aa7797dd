package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

  @Test
  void idsHaveTheFormOfRandomUuids() {
    UUID id = UUID.fromString(MessageIds.next().substring("urn:uuid:".length()));

    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void idsOfManyThreadsAreUnique() {
    Set<String> ids = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 100_000).parallel().forEach(i -> ids.add(MessageIds.next()));

    assertThat(ids).hasSize(100_000);
  }

  @Test
  void unguessableIdsShareNoPrefix() {
    String one = MessageIds.unguessable();
    String other = MessageIds.unguessable();

    assertThat(UUID.fromString(one.substring("urn:uuid:".length())).version()).isEqualTo(4);
    assertThat(one.substring(0, "urn:uuid:01234567".length()))
        .isNotEqualTo(other.substring(0, "urn:uuid:01234567".length()));
  }
}
