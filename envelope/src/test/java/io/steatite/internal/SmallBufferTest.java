package io.steatite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SmallBufferTest {
  @Test
  void bytesUpToTheCapacityAreKept() {
    SmallBuffer buffer = new SmallBuffer();
    buffer.write(new byte[SmallBuffer.CAPACITY - 1], 0, SmallBuffer.CAPACITY - 1);
    assertThat(buffer.hasRoomFor(1)).isTrue();
    buffer.write(1);
    assertThat(buffer.hasRoomFor(1)).isFalse();
    assertThat(buffer.isExceeded()).isFalse();
    assertThat(buffer.size()).isEqualTo(SmallBuffer.CAPACITY);
  }

  @Test
  void everyWriteFailsAfterOneThatExceedsTheCapacity() {
    SmallBuffer buffer = new SmallBuffer();
    byte[] tooMuch = new byte[SmallBuffer.CAPACITY + 1];
    assertThatThrownBy(() -> buffer.write(tooMuch, 0, tooMuch.length))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> buffer.write(1)).isInstanceOf(IllegalStateException.class);
    assertThat(buffer.isExceeded()).isTrue();
    assertThat(buffer.size()).isZero();
  }
}
