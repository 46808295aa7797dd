package io.steatite.envelope.xml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.SteatiteException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that readers use, and release when they move on or are discarded. */
class HeldMemoryTest {
  private static final int MIB = 1 << 20;
  private static final HardenedStax WOODSTOX = HardenedStax.of(XmlLimits.DEFAULT);

  static Stream<HardenedStax> parsers() {
    return Stream.of(WOODSTOX, HardenedStax.of(new InputFactoryImpl(), new OutputFactoryImpl()));
  }

  private static InputStream of(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static void readAll(XMLStreamReader2 reader) throws XMLStreamException {
    while (reader.hasNext()) {
      reader.next();
    }
    reader.close();
  }

  static Stream<LongFunction<String>> names() {
    return Stream.of(
        i -> "<n" + i + "x".repeat(1000) + "/>",
        i -> "<n n" + i + "x".repeat(1000) + "=''/>",
        i -> "<p%1$s:n xmlns:p%1$s='urn:p'/>".formatted(i + "x".repeat(1000)),
        i -> "<n xmlns='urn:" + i + "x".repeat(60_000) + "'/>");
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesOfADocumentAreReleasedWithItsReader(LongFunction<String> element) throws Exception {
    HardenedStax stax = HardenedStax.of(XmlLimits.DEFAULT);
    readAll(stax.reader(of("<a/>"), UTF_8));
    AtomicLong number = new AtomicLong();
    long before = liveHeap();
    for (int document = 0; document < 6; document++) {
      InputStream names =
          new RepeatedInputStream("<a>", i -> element.apply(number.incrementAndGet()), 800, "</a>");
      readAll(stax.reader(names, UTF_8));
    }
    assertThat(liveHeap() - before).isLessThan(2 * MIB);
    readAll(stax.reader(of("<a/>"), UTF_8));
  }

  /** The minimum of several measurements: other threads of the tests may use memory as well. */
  private static long liveHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void nameAtTheLimitIsReadAndLongerNameIsRefused(HardenedStax stax) throws Exception {
    XmlLimits limits = XmlLimits.builder().nameCharacters(100).build();
    HardenedStax limited = stax.withLimits(limits);
    for (Charset charset : List.of(UTF_8, UTF_16)) {
      for (String form : List.of("<%s/>", "<%1$s:a xmlns:%1$s='urn:a'/>", "<a %s=''/>")) {
        String good = " ".repeat(3990) + form.formatted("x".repeat(100));
        readAll(limited.reader(throttled(good, charset), charset));
        String bad = " ".repeat(3990) + form.formatted("x".repeat(101));
        assertThatExceptionOfType(LimitExceededException.class)
            .isThrownBy(() -> readAll(limited.reader(throttled(bad, charset), charset)))
            .withMessageContaining("XmlLimits.nameCharacters = 100");
      }
    }
  }

  private static InputStream throttled(String text, Charset charset) {
    return ThrottledInputStream.of(text.getBytes(charset), 700, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<a ", "<a xmlns:", "<a><?"})
  void longNameIsRefusedWithinTheFirst64KiB(String start) throws Exception {
    RepeatedInputStream endless = new RepeatedInputStream(start, "0123456789abcdef", MIB, ">");
    InputStream named = new RepeatedInputStream(start + "n", "0123456789abcdef", MIB, ">");
    for (InputStream in : List.of(endless, named)) {
      assertThat(refused(() -> readAll(WOODSTOX.reader(in, UTF_8)))).isTrue();
      assertThat(((RepeatedInputStream) in).consumed()).isLessThan(1 << 16);
    }
  }

  private interface Reading {
    void run() throws Exception;
  }

  private static boolean refused(Reading reading) throws Exception {
    try {
      reading.run();
      return false;
    } catch (LimitExceededException | XMLStreamException e) {
      return true;
    }
  }

  private static XMLStreamReader2 onElement(
      HardenedStax stax, InputStream in, ResourceAccount account) throws XMLStreamException {
    XMLStreamReader2 reader = stax.reader(in, UTF_8, account);
    reader.nextTag();
    return reader;
  }

  static Stream<InputStream> largeTexts() {
    long times = MIB / 16;
    return Stream.of(
        new RepeatedInputStream("<a>", "0123456789abcdef", times, "</a>"),
        new RepeatedInputStream("<a>", "0123456789a<!---->", times, "</a>"),
        new RepeatedInputStream("<a>", "<![CDATA[6789]]>", 4 * times, "</a>"));
  }

  @ParameterizedTest
  @MethodSource("largeTexts")
  void textReadInOnePieceIsChargedToTheAccount(InputStream text) throws Exception {
    ResourceAccount host = ResourceAccount.of("Host", MIB, MIB);
    XMLStreamReader2 reader = onElement(WOODSTOX, text, host.open());
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(reader::getElementText)
        .matches(e -> e.kind() == SteatiteException.Kind.RECEIVER)
        .withMessageContaining("Host.memory");
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void memoryOfATextIsReturnedWhenTheReaderMovesOn(HardenedStax stax) throws Exception {
    ResourceAccount host = ResourceAccount.of("Host", 8 * MIB, MIB);
    String large = "<b>" + "x".repeat(MIB) + "</b>";
    InputStream in = of("<a>" + large + large + large + large + " ".repeat(9000) + "</a>");
    XMLStreamReader2 reader = onElement(stax, in, host.open());
    for (int i = 0; i < 4; i++) {
      reader.nextTag();
      assertThat(reader.getElementText()).hasSize(MIB);
    }
    assertThat(host.memory()).isPositive();
    readAll(reader);
    assertThat(host.memory()).isZero();
  }

  @Test
  void binaryContentReadInBlocksStaysWithinTheAccount() throws Exception {
    ResourceAccount host = ResourceAccount.of("Host", MIB, MIB);
    InputStream in = new RepeatedInputStream("<a>", "QUJD", 8 * MIB, "</a>");
    XMLStreamReader2 reader = onElement(WOODSTOX, in, host.open());
    byte[] piece = new byte[8192];
    long bytes = 0;
    for (int n; (n = reader.readElementAsBinary(piece, 0, piece.length)) > 0; bytes += n) {
      assertThat(host.memory()).isLessThan(MIB);
    }
    assertThat(bytes).isEqualTo(3L * 8 * MIB);
  }

  @Test
  void smallDocumentIsNotCharged() throws Exception {
    ResourceAccount host = ResourceAccount.of("Host", 1, 1);
    XMLStreamReader2 reader = onElement(WOODSTOX, of("<a>" + "x".repeat(1 << 15) + "</a>"), host);
    assertThat(reader.getElementText()).hasSize(1 << 15);
  }

  @Test
  void bufferedBodyIsChargedUntilTheAccountIsClosed() throws Exception {
    ResourceAccount host = ResourceAccount.of("Host", 8 * MIB, MIB);
    ResourceAccount exchange = host.open();
    try (Message message = decode("<b>text</b>", exchange)) {
      message.body().buffer();
      assertThat(host.memory()).isZero();
    }
    try (Message message = decode("<b>text</b>".repeat(50_000), exchange)) {
      message.body().buffer();
      assertThat(host.memory()).isGreaterThan(50_000 * 2 * 4);
    }
    exchange.close();
    assertThat(host.memory()).isZero();
    try (ResourceAccount small = ResourceAccount.of("Host", MIB, MIB).open();
        Message message = decode("<b>text</b>".repeat(50_000), small)) {
      assertThatExceptionOfType(LimitExceededException.class)
          .isThrownBy(() -> message.body().buffer())
          .matches(e -> e.kind() == SteatiteException.Kind.RECEIVER);
    }
  }

  private static Message decode(String payload, ResourceAccount account) throws IOException {
    SoapVersion version = SoapVersion.SOAP_12;
    String envelope =
        "<s:Envelope xmlns:s='"
            + version.namespace()
            + "'><s:Body>"
            + payload
            + "</s:Body></s:Envelope>";
    return TextEncoder.of(version)
        .decode(of(envelope), MediaType.parse(version.mediaType()), account);
  }
}
