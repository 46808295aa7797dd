package io.steatite.mtom;

import static io.steatite.mtom.Packages.end;
import static io.steatite.mtom.Packages.envelope;
import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.include;
import static io.steatite.mtom.Packages.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.Requirement;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are read always, and packages that are read in lenient reading only. */
class StrictReadingTest {
  private static final String CORRECT =
      "multipart/related; type=\"application/xop+xml\";start=\" <part0@tempuri.org>\";boundary=\""
          + Packages.BOUNDARY
          + "\";start-info=\"text/xml\"";
  private static final String ID = "Content-ID: <part0@tempuri.org>";
  private static final String BITS = "Content-Transfer-Encoding: 8bit";
  private static final String XOP =
      "Content-Type: application/xop+xml;charset=utf-8;type=\"text/xml\"";

  private final MtomEncoder lenient = MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12);
  private final MtomEncoder strict = lenient.withStrictReading(true);

  private static String pack(String rootHeaders) {
    String xml =
        envelope(include("cid:1@test"))
            .replace(Packages.V12.namespace(), SoapVersion.SOAP_11.namespace());
    return part(rootHeaders, xml) + file("<1@test>", "abc") + end();
  }

  private static void assertReads(MtomEncoder encoder, String type, String bytes) throws Exception {
    try (Message message =
        encoder.decode(new ByteArrayInputStream(Packages.bytes(bytes)), MediaType.parse(type))) {
      assertThat(filesOf(message)).map(Packages::text).containsExactly("abc");
    }
  }

  private void assertOnlyLenient(String type, String bytes, String rule) throws Exception {
    assertReads(lenient, type, bytes);
    assertThatThrownBy(() -> assertReads(strict, type, bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(rule);
  }

  /** The first two examples of R4136, which have the same boundary. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        CORRECT,
        "Multipart/Related; type=\"application/xop+xml\";start-info=\"text/xml\";boundary=\""
            + Packages.BOUNDARY
            + '"'
      })
  @Requirement({"R4131", "R4132", "R4133", "R4136"})
  void correctContentTypesAreRead(String type) throws Exception {
    String bytes = pack(String.join("\n", ID, BITS, XOP));
    assertReads(strict, type, bytes);
    assertReads(lenient, type, bytes);
  }

  /** The third example of R4136. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Multipart/Related; type=application/xop+xml;start=\" <part0@tempuri.org>\";"
            + "start-info=\"text/xml\";boundary=\""
            + Packages.BOUNDARY
            + "\" "
      })
  @Requirement({"R4132", "R4136"})
  void incorrectContentTypesAreReadInLenientReadingOnly(String type) throws Exception {
    assertOnlyLenient(type, pack(String.join("\n", ID, BITS, XOP)), "R4132");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=\"application/xop+xml\";| |R4132",
        "\"application/xop+xml\"|\"Application/XOP+XML\"|R4132",
        "type=\"application/xop+xml\"|type=\"text/xml\"|R4132",
        "start-info=\"text/xml\"| |R4134",
        "start-info=\"text/xml\"|start-info=\"text/xml; action=\\\"a\\\"\"|R4134",
        "boundary=\"uuid:0ca0e16e-feb1-426c-97d8-c4508ada5e82+id=1\""
            + "|boundary=uuid:0ca0e16e-feb1-426c-97d8-c4508ada5e82+id=1|R4136"
      })
  @Requirement({"R4132", "R4134", "R4136"})
  void parametersMustComplyWithTheRules(String correct, String wrong, String rule)
      throws Exception {
    String type = CORRECT.replace(correct, wrong == null ? "" : wrong);
    assertOnlyLenient(type, pack(String.join("\n", ID, BITS, XOP)), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-ID: (c) <part0@tempuri.org>|R4143",
        "Content-ID: part0@tempuri.org|R4143",
        "Content-Transfer-Encoding: 7bit|R4145",
        "Content-Transfer-Encoding: base64x|Content-Transfer-Encoding",
        "Content-Type: application/xop+xml;charset=utf-8|R4148",
        "Content-Type: application/xop+xml;type=\"text/xml\"|R41410",
        "Content-Type: application/xop+xml;charset=iso-8859-1;type=\"text/xml\"|R41410",
        "Content-Type: application/xop+xml;charset=utf-8;type=text/xml|R4148",
      })
  @Requirement({"R4142", "R4143", "R4145", "R4148", "R41410"})
  void headersOfTheRootMustComplyWithTheRules(String header, String rule) throws Exception {
    String name = header.substring(0, header.indexOf(':'));
    String headers = String.join("\n", ID, BITS, XOP).replaceAll(name + ":[^\n]*", header);
    assertThatThrownBy(() -> assertReads(strict, CORRECT, pack(headers)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(rule);
    if (!header.contains("base64x")) {
      assertReads(lenient, CORRECT, pack(headers));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BITS, XOP})
  @Requirement({"R4142", "R4145"})
  void missingHeadersOfTheRootAreRefused(String missing) {
    String headers = String.join("\n", ID, BITS, XOP).replace(missing, "X: y");
    assertThatThrownBy(() -> assertReads(strict, CORRECT, pack(headers)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("R414");
  }

  @Test
  void linesThatEndWithLfAreReadInLenientReadingOnly() throws Exception {
    String bytes = pack(String.join("\n", ID, BITS, XOP));
    assertOnlyLenient(CORRECT, bytes.replace("\r\n", "\n"), "CRLF");
    assertOnlyLenient(CORRECT, bytes.replace("8bit\r\n", "8bit\n"), "CRLF");
  }

  @ParameterizedTest
  @EnumSource(SoapVersion.class)
  @Requirement({"R4141", "R4142", "R4145", "R4146", "R4147", "R41410"})
  void writtenPackagesComplyWithTheRules(SoapVersion version) throws Exception {
    for (String charset : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
      MtomEncoder encoder =
          MtomEncoder.of(TextEncoder.of(version).withCharset(Charset.forName(charset)))
              .withStrictReading(true);
      Message message = Packages.message(version, BinaryContent.of(Packages.random(1000)));
      try (Message read = Packages.copy(encoder, message.withAction("urn:a"))) {
        assertThat(filesOf(read)).containsExactly(Packages.random(1000));
      }
    }
  }
}
