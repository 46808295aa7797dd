package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFilterTest {
  private static final Optional<URI> HERE = Optional.of(URI.create("http://localhost:8080/App/S"));

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/App/S, true",
    "https://public.example/app/s/, true",
    "http://localhost:8080/App/S?x=1#y, true",
    "http://localhost:8080/App, false",
    "http://localhost:8080/, false",
    "urn:app:s, false",
    "http://[broken/App/S, false",
    "'', false",
  })
  void samePathComparesPathsOnly(String to, boolean accepted) {
    assertThat(AddressFilter.samePath().accepts(to, HERE)).isEqualTo(accepted);
  }

  @Test
  void samePathAcceptsAllIfTheReceivingAddressIsUnknown() {
    assertThat(AddressFilter.samePath().accepts("urn:whatever", Optional.empty())).isTrue();
  }

  @Test
  void emptyPathEqualsTheRootPath() {
    Optional<URI> root = Optional.of(URI.create("http://localhost/"));

    assertThat(AddressFilter.samePath().accepts("http://localhost", root)).isTrue();
  }

  @Test
  void anyAndExactFilters() {
    assertThat(AddressFilter.any().accepts("x", HERE)).isTrue();
    assertThat(AddressFilter.exact("urn:a").accepts("urn:a", HERE)).isTrue();
    assertThat(AddressFilter.exact("urn:a").accepts("urn:ab", HERE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/app, http://h/app, true",
    "http://h/app, http://h/app/, true",
    "http://h/app, http://h/app/x, true",
    "http://h/app, http://h/app?x, true",
    "http://h/app, http://h/app#x, true",
    "http://h/app, http://h/apple, false",
    "http://h/app, http://h/ap, false",
    "http://h, http://h.example/, false",
    "http://h/, http://h/apple, true",
    "urn:a, urn:b, false",
  })
  void prefixMustEndAtASegment(String prefix, String to, boolean accepted) {
    assertThat(AddressFilter.prefix(prefix).accepts(to, HERE)).isEqualTo(accepted);
  }
}
