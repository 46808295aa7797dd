package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that is used after its exchange has ended. */
class DetachedMessageTest {
  private record Connection() implements ExchangeBound {}

  private record Note(String text) {}

  @ParameterizedTest
  @EnumSource
  void detachedMessageKeepsBodyAndPropertiesButNotExchangeBoundOnes(SoapVersion version)
      throws Exception {
    Message received =
        decode(version, envelope(version, "", "<a>text</a>"))
            .withProperty(Connection.class, new Connection())
            .withProperty(Note.class, new Note("kept"));
    Message detached = received.detached();
    received.close();
    assertThat(detached.property(Connection.class)).isEmpty();
    assertThat(detached.property(Note.class)).contains(new Note("kept"));
    assertThat(detached.body().fragment().text()).isEqualTo("text");
  }

  @ParameterizedTest
  @EnumSource
  void detachingReadsTheMessageToItsEnd(SoapVersion version) throws Exception {
    String whole = envelope(version, "", "<a/>");
    Message received = decode(version, whole.substring(0, whole.length() - 3));
    assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(received::detached);
  }
}
