package io.steatite.envelope.encoding;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodersTest {
  private static final TextEncoder NEW = TextEncoder.of(SOAP_12);
  private static final TextEncoder OLD = TextEncoder.of(SOAP_11);
  private static final TextEncoder BOTH = TextEncoder.of(SOAP_11, SOAP_12);

  @Test
  void firstEncoderThatReadsTheMediaTypeIsUsed() {
    Encoders encoders = Encoders.of(NEW, List.of(OLD, BOTH));
    assertThat(encoders.writing()).isSameAs(NEW);
    assertThat(encoders.reading(MediaType.parse("application/soap+xml"))).containsSame(NEW);
    assertThat(encoders.reading(MediaType.parse("text/xml"))).containsSame(OLD);
    assertThat(encoders.reading(MediaType.parse("text/plain"))).isEmpty();
  }

  @Test
  void versionsAreThoseOfAllEncodersTheOldestFirst() {
    assertThat(Encoders.of(NEW, List.of(OLD)).versions()).containsExactly(SOAP_11, SOAP_12);
    assertThat(Encoders.of(NEW, List.of()).versions()).containsExactly(SOAP_12);
  }

  @Test
  void messageInOtherVersionIsWrittenAsText() {
    OutgoingEntity entity = Encoders.of(NEW, List.of()).encode(Message.of(SOAP_11, Body.empty()));
    assertThat(entity.mediaType().essence()).isEqualTo("text/xml");
  }
}
