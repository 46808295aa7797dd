package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedInputStreamTest {
  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

  @ParameterizedTest
  @ValueSource(longs = {10, 11, HttpLimits.UNLIMITED})
  void givesEveryByteUpToTheLimit(long limit) throws IOException {
    GuardedInputStream in =
        new GuardedInputStream(ThrottledInputStream.of(new byte[10], 3, 1), limit, LATER);
    assertThat(in.readAllBytes()).hasSize(10);
    assertThat(in.isExceeded()).isFalse();
  }

  @Test
  void failsBeyondTheLimitAndRemembersIt() {
    GuardedInputStream in =
        new GuardedInputStream(ThrottledInputStream.of(new byte[10], 3, 1), 9, LATER);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("HttpLimits.body = 9");
    }
    assertThat(in.isExceeded()).isTrue();
  }

  @Test
  void countsSingleAndSkippedBytes() throws IOException {
    GuardedInputStream in =
        new GuardedInputStream(new ByteArrayInputStream(new byte[] {-1, 2, 3, 4}), 3, LATER);
    assertThat(in.read()).isEqualTo(255);
    assertThat(in.skip(2)).isEqualTo(2);
    assertThatThrownBy(in::read).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void failsAfterTheDeadline() {
    GuardedInputStream in =
        new GuardedInputStream(InputStream.nullInputStream(), 9, Deadline.after(Duration.ZERO));
    assertThatThrownBy(in::read).isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void remembersHowTheNetworkFailed() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    GuardedInputStream in = new GuardedInputStream(closed, 9, LATER);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    assertThat(in.failure()).isPresent();
  }
}
