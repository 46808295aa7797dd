package io.steatite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceInputStreamTest {
  private static MalformedMessageException malformed(IOException e) {
    return new MalformedMessageException("Malformed", e);
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }
    };
  }

  @Test
  void everyByteIsCountedHoweverItIsRead() throws IOException {
    SourceInputStream in = new SourceInputStream(new ByteArrayInputStream(new byte[10]));
    in.read();
    in.skip(2);
    in.skip(-1);
    in.read(new byte[4], 1, 3);
    assertThat(in.count()).isEqualTo(6);
    in.readAllBytes();
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.count()).isEqualTo(10);
  }

  @Test
  void failureOfTheDecoderIsMalformedAndIsThrownAgain() {
    SourceInputStream in = new SourceInputStream(InputStream.nullInputStream());
    AtomicInteger steps = new AtomicInteger();
    IOException cause = new IOException("not gzip");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(
              () ->
                  in.decode(
                      SourceInputStreamTest::malformed,
                      () -> {
                        steps.incrementAndGet();
                        throw cause;
                      }))
          .isInstanceOf(MalformedMessageException.class)
          .hasCause(cause);
    }
    assertThat(steps).hasValue(1);
    assertThat(in.status().failure(IOException.class)).isEmpty();
    assertThat(in.status().failure(RuntimeException.class)).isPresent();
  }

  @Test
  void failureOfTheSourceIsNotMalformedEvenIfTheDecoderWrapsIt() {
    IOException cut = new IOException("connection reset");
    SourceInputStream in = new SourceInputStream(failing(cut));
    assertThatThrownBy(
            () ->
                in.decode(
                    SourceInputStreamTest::malformed,
                    () -> {
                      try {
                        return in.read();
                      } catch (IOException e) {
                        throw new IOException("decoder", e);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("decoder")
        .hasCause(cut);
    assertThatThrownBy(() -> in.status().check()).hasMessage("decoder");
  }

  @Test
  void exceededLimitIsRecorded() {
    SourceInputStream in = new SourceInputStream(InputStream.nullInputStream());
    LimitExceededException limit = new LimitExceededException("MimeLimits.parts", 1);
    assertThatThrownBy(
            () ->
                in.decode(
                    SourceInputStreamTest::malformed,
                    () -> {
                      throw limit;
                    }))
        .isSameAs(limit);
    assertThatThrownBy(() -> in.status().check()).isSameAs(limit);
  }

  @Test
  void sharedStatusKnowsTheFailureOfEachStream() {
    ReadStatus status = new ReadStatus();
    SourceInputStream in = new SourceInputStream(failing(new IOException("disk")), status);
    assertThat(status.failure(Exception.class)).isEmpty();
    assertThatThrownBy(in::read).hasMessage("disk");
    assertThat(status.failure(IOException.class)).get().extracting("message").isEqualTo("disk");
  }
}
