package io.steatite.envelope.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Envelopes;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile XML with default limits is refused with a Sender fault, quickly and without external
 * access.
 */
@Timeout(60)
class HostileXmlTest {
  private static final String SOAP_12 = SoapVersion.SOAP_12.namespace();
  private static final String ROOT = "<s:Envelope xmlns:s='" + SOAP_12 + "'>";
  private static final String START = ROOT + "<s:Body><a>";
  private static final String END = "</a></s:Body></s:Envelope>";

  @TempDir private static Path folder;
  private Canary canary;

  @BeforeEach
  void openCanary() throws IOException {
    canary = new Canary(folder);
  }

  @AfterEach
  void assertNoExternalAccess() throws IOException {
    canary.assertSilent();
    canary.close();
  }

  private static void assertRefused(String answer, SoapVersion version) {
    assertThat(answer)
        .contains(version == SoapVersion.SOAP_11 ? ">s:Client<" : ">s:Sender<")
        .doesNotContain(Canary.SECRET)
        .hasSizeLessThan(2000);
  }

  private List<String> doctypes() {
    return List.of(
        "<!DOCTYPE e>",
        "<!DOCTYPE e SYSTEM '%s'>",
        "<!DOCTYPE e PUBLIC 'p' '%s'>",
        "<!DOCTYPE e [<!ENTITY x SYSTEM '%s'>]>",
        "<!DOCTYPE e [<!ENTITY %% x SYSTEM '%s'> %%x;]>",
        "<!DOCTYPE e [<!ENTITY %% x '<!ENTITY &#37; y SYSTEM \"%s\">'> %%x; %%y;]>",
        "<!DOCTYPE e [<!ATTLIST e a CDATA 'b'>]>",
        "<!DOCTYPE e [<!ENTITY x 'y'>]>");
  }

  private List<String> documents(SoapVersion version) {
    String envelope = Envelopes.envelope(version, "", "<a>&x;</a>");
    return doctypes().stream()
        .flatMap(
            doctype ->
                Stream.of(canary.url(), canary.fileUrl())
                    .map(url -> doctype.formatted(url) + envelope))
        .toList();
  }

  @ParameterizedTest(name = "SEC-01 {0}")
  @ValueSource(strings = {"utf-8", "utf-16", "utf-16le", "utf-16be"})
  void sec01DoctypeIsRefusedBeforeAnythingIsResolved(String charset) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      HostileSender sender = HostileSender.to(version);
      for (String document : documents(version)) {
        byte[] bytes = document.getBytes(Charset.forName(charset));
        String declared = version.mediaType() + ";charset=" + charset;
        assertRefused(sender.send(new ByteArrayInputStream(bytes), declared, null), version);
        assertRefused(sender.send(ThrottledInputStream.of(bytes, 2, 1), declared, null), version);
        byte[] marked = ('\uFEFF' + document).getBytes(Charset.forName(charset));
        assertRefused(sender.send(new ByteArrayInputStream(marked)), version);
      }
    }
  }

  @Test
  void sec01MutatedDoctypesAreNotResolved() {
    HostileSender sender = HostileSender.to(SoapVersion.SOAP_12);
    for (String document : documents(SoapVersion.SOAP_12)) {
      MutatedBytes.of(document.getBytes(StandardCharsets.UTF_8), 1, 200)
          .forEach(mutant -> assertThat(answer(sender, mutant)).doesNotContain(Canary.SECRET));
    }
  }

  private static String answer(HostileSender sender, MutatedBytes mutant) {
    try {
      return sender.send(new ByteArrayInputStream(mutant.bytes()));
    } catch (IOException e) {
      throw new AssertionError(mutant.toString(), e);
    }
  }

  /** JAXB reads what the hardened parser reports; XML inside of text stays text. */
  @ParameterizedTest
  @EnumSource
  void sec02DocumentInsideTextIsNotParsed(SoapVersion version) throws IOException {
    HostileSender echo = HostileSender.to(version, m -> m.reply(m.body().buffer()));
    String inner = "<!DOCTYPE e SYSTEM '" + canary.url() + "'><e>&amp;x;</e>";
    String envelope = Envelopes.envelope(version, "", "<a><![CDATA[" + inner + "]]></a>");
    assertThat(echo.send(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8))))
        .contains(inner);
  }

  static Stream<Arguments> expansions() {
    String laughs = "<!DOCTYPE e [<!ENTITY x0 'ha'>";
    return Stream.of(
        Arguments.of(
            "billion laughs",
            new RepeatedInputStream(
                laughs,
                i -> "<!ENTITY x%d '&x%d;&x%d;'>".formatted(i + 1, i, i),
                100,
                "]>" + START + "&x100;" + END)),
        Arguments.of(
            "quadratic blow-up",
            new RepeatedInputStream(
                "<!DOCTYPE e [<!ENTITY x '" + "x".repeat(60_000) + "'>]>" + START,
                "&x;",
                100_000,
                END)),
        Arguments.of(
            "deep content model",
            new RepeatedInputStream(
                "<!DOCTYPE e [<!ELEMENT e ", "(", 100_000, ">]>" + START + END)),
        Arguments.of(
            "endless declarations",
            new RepeatedInputStream("<!DOCTYPE e [", "<!ENTITY x 'y'>", 100_000_000, "]>")),
        Arguments.of(
            "references to nothing", new RepeatedInputStream(START, "&x;", 100_000_000, END)));
  }

  @ParameterizedTest(name = "SEC-03 {0}")
  @MethodSource("expansions")
  void sec03EntitiesAreNotExpanded(String name, RepeatedInputStream bytes) throws IOException {
    assertRefused(HostileSender.to(SoapVersion.SOAP_12).send(bytes), SoapVersion.SOAP_12);
    assertThat(bytes.consumed()).isLessThan(140_000_000);
  }

  static Stream<Arguments> floods() {
    long tenMillion = 10_000_000;
    long enough = 300_000_000;
    return Stream.of(
        flood("siblings", "elements", START, "<b/>", tenMillion),
        flood("payloads", "elements", ROOT + "<s:Body>", "<b/>", tenMillion),
        flood("nesting", "depth", START, "<b>", 1_000_000),
        flood("nesting in a header", "depth", ROOT + "<s:Header>", "<h:b xmlns:h='h'>", 1_000_000),
        flood("header blocks", "headerCharacters", blocks(""), "<h:b/>", tenMillion),
        flood("text in headers", "headerCharacters", blocks("<h:b>"), "0123456789", enough / 10),
        flood("comments in headers", "headerCharacters", blocks("<h:b>"), "<!---->", tenMillion),
        Arguments.of(
            "attributes",
            "attributes",
            new RepeatedInputStream(START + "<b", i -> " a" + i + "=''", 1_000_000, "/>" + END)),
        Arguments.of(
            "namespace declarations",
            "attributes",
            new RepeatedInputStream(START + "<b", i -> " xmlns:a" + i + "='u'", 1_000_000, "/>")),
        Arguments.of(
            "namespace declarations of the envelope",
            "attributes",
            new RepeatedInputStream(
                ROOT.replace(">", ""), i -> " xmlns:a" + i + "='u'", 1_000_000, ">")),
        flood("an attribute", "attributeCharacters", START + "<b a='", "0123456789", tenMillion),
        flood("a namespace", "attributeCharacters", START + "<b xmlns='", "0123456789", tenMillion),
        flood("a name", "nameCharacters", START + "<b", "0123456789", tenMillion),
        flood("an attribute's name", "nameCharacters", START + "<b a", "0123456789", tenMillion),
        flood("a prefix", "nameCharacters", START + "<b xmlns:a", "0123456789", tenMillion),
        flood("text of 3 GB", "", START, "0123456789", enough),
        flood("white space", "", START, "          ", enough),
        flood("white space before", "", "", "          ", enough),
        flood("white space in the envelope", "", ROOT, "          ", enough),
        flood("white space after", "", START + END, "          ", enough),
        flood("comments", "documentCharacters", START, "<!--x-->", enough),
        flood("comments before", "documentCharacters", "", "<!--x-->", enough),
        flood("a comment", "", START + "<!--", "0123456789", enough),
        flood("CDATA sections", "documentCharacters", START, "<![CDATA[]]>", enough),
        flood("XML declaration", "", "<?xml version='1.0'", "          ", enough),
        flood("processing instruction", "", "<?pi ", "0123456789", enough));
  }

  private static Arguments flood(String name, String limit, String head, String piece, long times) {
    return Arguments.of(name, limit, new RepeatedInputStream(head, piece, times, END));
  }

  private static String blocks(String start) {
    return ROOT.replace(">", " xmlns:h='h'>") + "<s:Header>" + start;
  }

  @ParameterizedTest(name = "SEC-04 {0}")
  @MethodSource("floods")
  void sec04FloodExceedsALimit(String name, String limit, RepeatedInputStream bytes)
      throws IOException {
    String answer = HostileSender.to(SoapVersion.SOAP_12).send(bytes);
    assertRefused(answer, SoapVersion.SOAP_12);
    assertThat(answer).contains("exceeds the limit XmlLimits." + limit);
    assertThat(bytes.consumed()).isLessThan(140_000_000);
  }

  /** Returns names of 36 letters that all have the same {@code String.hashCode()}. */
  private static String colliding(long number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 18; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  @Test
  @Timeout(30)
  void sec05CollidingNamesOfElementsStayLinear() throws IOException {
    assertDone(new RepeatedInputStream(START, i -> "<" + colliding(i) + "/>", 200_000, END));
  }

  @Test
  @Timeout(30)
  void sec05CollidingNamesOfAttributesStayLinear() throws IOException {
    assertDone(
        new RepeatedInputStream(
            START,
            i -> "<a " + colliding(2 * i) + "='' " + colliding(2 * i + 1) + "=''/>",
            100_000,
            END));
  }

  @Test
  @Timeout(30)
  void sec05CollidingPrefixesStayLinear() throws IOException {
    assertDone(
        new RepeatedInputStream(
            START, i -> "<%1$s:a xmlns:%1$s='u'/>".formatted(colliding(i)), 200_000, END));
  }

  /**
   * The parser searches all bindings linearly; the limits on depth and attributes bound their
   * number.
   */
  @Test
  void sec05ManyBindingsInScopeAreReadQuickly() throws IOException {
    String outer =
        Stream.iterate(0, i -> i + 1)
            .limit(12_000)
            .map(i -> (i % 120 == 0 ? (i > 0 ? ">" : "") + "<n" : "") + " xmlns:p" + i + "='u'")
            .reduce("", String::concat);
    assertDone(
        new RepeatedInputStream(START + outer + ">", "<p0:b/>", 200_000, "</n>".repeat(100) + END));
  }

  private static void assertDone(RepeatedInputStream bytes) throws IOException {
    assertThat(HostileSender.to(SoapVersion.SOAP_12).send(bytes)).contains("done");
  }

  /** The charset is fixed before the first character is read and does not change later. */
  @ParameterizedTest(name = "SEC-06 said to be {0}, is {1}")
  @CsvSource({
    "utf-8,      utf-16",
    "utf-8,      utf-16le",
    "utf-8,      utf-32",
    "utf-8,      ibm037",
    "utf-8,      ibm1047",
    "utf-16,     utf-8",
    "utf-16le,   utf-16be",
    "utf-16,     ibm037",
    "ibm037,     utf-8",
    "ibm037,     ibm037",
    "ibm1047,    ibm1047",
    "iso-8859-1, utf-16",
    "us-ascii,   ibm037",
    "'',         utf-16",
    "'',         utf-16le",
    "'',         utf-32",
    "'',         ibm037",
  })
  void sec06DoctypeInOtherCharsetIsRefused(String said, String is) throws IOException {
    HostileSender sender = HostileSender.to(SoapVersion.SOAP_12);
    String mediaType = SoapVersion.SOAP_12.mediaType() + (said.isEmpty() ? "" : ";charset=" + said);
    for (String document : documents(SoapVersion.SOAP_12)) {
      for (String declaration :
          List.of("", "<?xml version='1.0' encoding='" + is + "'?>", "<?xml version='1.0'?>")) {
        byte[] bytes = (declaration + document).getBytes(Charset.forName(is));
        assertRefused(
            sender.send(new ByteArrayInputStream(bytes), mediaType, null), SoapVersion.SOAP_12);
      }
    }
  }

  @Test
  void sec06Utf7IsRefused() throws IOException {
    MediaType utf7 = MediaType.parse("application/soap+xml;charset=utf-7");
    assertThat(TextEncoder.of(SoapVersion.SOAP_12).canRead(utf7)).isFalse();
    String hidden = "+ADwAIQ-DOCTYPE e SYSTEM '" + canary.url() + "'+AD4-";
    String declared = "<?xml version='1.0' encoding='utf-7'?>" + hidden;
    for (String document : List.of(hidden, declared)) {
      byte[] bytes = (document + START + END).getBytes(StandardCharsets.US_ASCII);
      String answer = HostileSender.to(SoapVersion.SOAP_12).send(new ByteArrayInputStream(bytes));
      assertRefused(answer, SoapVersion.SOAP_12);
    }
  }
}
