package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.testing.Requirement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdMemoryTest {

  @Test
  void idIsNewOnce() {
    MessageIdMemory memory = MessageIdMemory.ofLast(10);

    assertThat(memory.remember("urn:id:1")).isTrue();
    assertThat(memory.remember("urn:id:2")).isTrue();
    assertThat(memory.remember("urn:id:1")).isFalse();
  }

  @Test
  void oldestIdsAreForgotten() {
    MessageIdMemory memory = MessageIdMemory.ofLast(2);
    memory.remember("1");
    memory.remember("2");
    memory.remember("3");

    assertThat(memory.remember("3")).isFalse();
    assertThat(memory.remember("2")).isFalse();
    assertThat(memory.remember("1")).isTrue();
  }

  @Test
  void onlyOneOfManyThreadsFindsAnIdNew() {
    MessageIdMemory memory = MessageIdMemory.ofLast(10);
    AtomicInteger first = new AtomicInteger();

    IntStream.range(0, 10_000)
        .parallel()
        .forEach(i -> first.addAndGet(memory.remember("urn:id:" + i % 10) ? 1 : 0));

    assertThat(first).hasValue(10);
  }

  @Test
  void memoryOfLessThanOneIdIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MessageIdMemory.ofLast(0));
  }

  @Versions.Each
  void repeatedMessageIdIsRefused(Versions versions) throws Exception {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa()).refuseDuplicates(MessageIdMemory.ofLast(10)));

    assertThat(service.request(service.good(ECHO)).isFault()).isFalse();
    assertThatFault(service.request(service.good(ECHO)), versions)
        .isInvalidHeader("DuplicateMessageID", "MessageID");
    assertThat(service.received).hasSize(1);
  }

  @Versions.Each
  void requestRefusedForAnotherReasonCanBeSentAgain(Versions versions) throws Exception {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa()).refuseDuplicates(MessageIdMemory.ofLast(10)));

    assertThat(service.request(service.good("urn:unknown")).isFault()).isTrue();
    assertThat(service.request(service.good(ECHO)).isFault()).isFalse();
  }

  @Requirement("B3312")
  @Versions.Each
  void duplicateOneWayMessagesAreAccepted(Versions versions) throws Exception {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa()).refuseDuplicates(MessageIdMemory.ofLast(10)));

    service.send(service.good(NOTIFY));
    service.send(service.good(NOTIFY));

    assertThat(service.received).hasSize(2);
  }

  @Versions.Each
  void duplicatesAreAcceptedByDefault(Versions versions) throws Exception {
    Service service = new Service(versions);

    assertThat(service.request(service.good(ECHO)).isFault()).isFalse();
    assertThat(service.request(service.good(ECHO)).isFault()).isFalse();
  }
}
