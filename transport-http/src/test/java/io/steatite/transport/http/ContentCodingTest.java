package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static HttpFields headers(String name, String... values) {
    HttpFields.Builder headers = HttpFields.builder();
    for (String value : values) {
      headers.add(name, value);
    }
    return headers.build();
  }

  private static Optional<ContentCoding> coding(String... values) {
    return ContentCoding.of(headers("Content-Encoding", values));
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, GZIP",
    "x-gzip, GZIP",
    "GZip, GZIP",
    "'identity, gzip', GZIP",
    "deflate, DEFLATE",
    "identity, IDENTITY",
    "'', IDENTITY"
  })
  void codingsAreKnownByTheirNames(String value, ContentCoding coding) {
    assertThat(coding(value)).contains(coding);
  }

  @Test
  void noFieldMeansNoCoding() {
    assertThat(coding()).contains(ContentCoding.IDENTITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "compress", "gzip, br", "gzip, gzip", "gzip, deflate", "gzip;q=1"})
  void anyOtherCodingIsUnknown(String value) {
    assertThat(coding(value)).isEmpty();
  }

  @Test
  void twoLinesAreTwoCodings() {
    assertThat(coding("gzip", "gzip")).isEmpty();
    assertThat(coding("gzip", "identity")).contains(ContentCoding.GZIP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "x-gzip", "deflate, gzip;q=0.5", "GZIP ; q=1", "*", "br, *;q=0.1"})
  void gzipIsSentToWhoWantsIt(String value) {
    assertThat(ContentCoding.isGzipWanted(headers("Accept-Encoding", value))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "deflate",
        "br",
        "gzip;q=0",
        "gzip; q=0.000",
        "*, gzip;q=0",
        "*;q=0",
        "gz"
      })
  void gzipIsSentToNobodyElse(String value) {
    assertThat(ContentCoding.isGzipWanted(headers("Accept-Encoding", value))).isFalse();
  }

  @Test
  void whoSaysNothingDoesNotWantIt() {
    assertThat(ContentCoding.isGzipWanted(HttpFields.empty())).isFalse();
  }
}
