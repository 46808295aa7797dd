package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
  private static final String BLOCK = "<h:a xmlns:h='urn:h' %s>v</h:a>";

  @ParameterizedTest
  @EnumSource
  void headerBlocksKeepTheirOrderAndTheBodyStaysOnTheStream(SoapVersion version) throws Exception {
    Message message =
        decode(
            version,
            envelope(
                version,
                "<h:a xmlns:h='urn:h'> v <b/></h:a><h:a xmlns:h='urn:h' x='1'/>",
                "<p:q xmlns:p='urn:p'>text</p:q>"));
    assertThat(message.version()).isEqualTo(version);
    assertThat(message.headers().findAll(new QName("urn:h", "a"))).hasSize(2);
    assertThat(message.headers().asList().get(0).text()).isEqualTo(" v ");
    assertThat(message.headers().asList().get(1).attributes()).containsEntry(new QName("x"), "1");
    assertThat(message.body().payload()).contains(new QName("urn:p", "q"));
    XMLStreamReader2 reader = message.body().reader();
    assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.START_ELEMENT);
    assertThat(reader.getElementText()).isEqualTo("text");
    assertThat(reader.next()).isEqualTo(XMLStreamConstants.END_DOCUMENT);
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void readerOfEmptyBodyIsAtEndDocument() throws Exception {
    Message message = decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, "", ""));
    assertThat(message.body().payload()).isEmpty();
    assertThat(message.body().reader().getEventType()).isEqualTo(XMLStreamConstants.END_DOCUMENT);
  }

  @Test
  void takingTheBodyTwiceNamesTheFirstTaker() throws Exception {
    Message message = decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, "", "<a/>"));
    message.body().reader();
    assertThatThrownBy(() -> message.body().buffer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Body.reader()");
  }

  @Test
  void bufferedBodyCanBeReadRepeatedly() throws Exception {
    Message message =
        decode(SoapVersion.SOAP_11, envelope(SoapVersion.SOAP_11, "", "<a>1</a><b/>"));
    Body body = message.body().buffer();
    for (int i = 0; i < 2; i++) {
      XMLStreamReader2 reader = body.reader();
      assertThat(reader.getLocalName()).isEqualTo("a");
      assertThat(reader.getElementAsInt()).isEqualTo(1);
      assertThat(reader.nextTag()).isEqualTo(XMLStreamConstants.START_ELEMENT);
      assertThat(reader.getLocalName()).isEqualTo("b");
    }
  }

  @ParameterizedTest(name = "mustUnderstand=\"{0}\"")
  @CsvSource({"0,false", "1,true", "false,false", "true,true", "' 1 ',true", "'\ttrue\n',true"})
  @Requirement({"B1112", "x1-soapmu-prop", "x1-soapmu-acceptfalse", "x1-soapmu-allrep"})
  void everyBooleanLiteralOfMustUnderstandIsAccepted(String literal, boolean expected)
      throws Exception {
    for (SoapVersion version : SoapVersion.values()) {
      String block = BLOCK.formatted("s:mustUnderstand='" + literal + "'");
      Message message = decode(version, envelope(version, block, ""));
      assertThat(message.headers().asList().get(0).mustUnderstand()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "", "TRUE", "01", "2"})
  void mustUnderstandWithOtherValueIsRefused(String literal) {
    for (SoapVersion version : SoapVersion.values()) {
      String block = BLOCK.formatted("s:mustUnderstand='" + literal + "'");
      assertThatThrownBy(() -> decode(version, envelope(version, block, "")))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("mustUnderstand")
          .hasMessageContaining("line 1");
    }
  }

  @Test
  void roleAndRelayAreRead() throws Exception {
    String block = BLOCK.formatted("s:role='urn:role' s:relay='true'");
    HeaderBlock header =
        decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, block, ""))
            .headers()
            .asList()
            .get(0);
    assertThat(header.role()).isEqualTo("urn:role");
    assertThat(header.relay()).isTrue();
    assertThat(header.attributes()).isEmpty();
  }

  @Test
  void relayIsIgnoredInSoap11() throws Exception {
    String block = BLOCK.formatted("s:relay='true'");
    Message message = decode(SoapVersion.SOAP_11, envelope(SoapVersion.SOAP_11, block, ""));
    assertThat(message.headers().asList().get(0).relay()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<a/>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>text<s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><?p i?><s:Body/></s:Envelope>",
        "<?p i?><s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header><a/></s:Header>"
            + "<s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>text</s:Body>"
            + "</s:Envelope>",
        "<!DOCTYPE x><s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/>"
            + "</s:Envelope>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body",
        "<?xml version='1.1'?><s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/>"
            + "</s:Envelope>",
        "<?xml version='1.0' encoding='Attribute limit (9) exceeded'?><a/>",
        "<?xml version='1.0' encoding='Attribute limit (99999999999999999999) exceeded'?><a/>",
      })
  void documentThatIsNotAnEnvelopeIsRefused(String xml) {
    assertThatThrownBy(() -> decode(SoapVersion.SOAP_12, xml))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<x/>", "text", "<?p i?>", "<s:Body/>", "<s:Header/>"})
  void contentAfterTheBodyIsRefusedOnceTheBodyIsRead(String extra) throws Exception {
    String xml =
        envelope(SoapVersion.SOAP_12, "", "<a/>").replace("</s:Envelope>", extra + "</s:Envelope>");
    Body body = decode(SoapVersion.SOAP_12, xml).body();
    assertThatThrownBy(body::buffer).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a><?p i?></a>", "<a>&e;</a>", "<a></b>", "<a>", "<a b='&#0;'/>"})
  void forbiddenBodyContentIsRefusedAtItsPosition(String content) {
    assertThatThrownBy(
            () ->
                decode(SoapVersion.SOAP_11, envelope(SoapVersion.SOAP_11, "", content))
                    .body()
                    .buffer())
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void otherVersionIsRefusedWithUpgradeHeader() {
    assertThatThrownBy(() -> decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_11, "", "<a/>")))
        .isInstanceOfSatisfying(
            VersionMismatchException.class,
            e -> {
              assertThat(e.version()).contains(SoapVersion.SOAP_11);
              assertThat(e.fault(SoapVersion.SOAP_11, Set.of(SoapVersion.SOAP_12)).headers())
                  .singleElement()
                  .satisfies(
                      block ->
                          assertThat(block.content().toString())
                              .contains("SupportedEnvelope")
                              .contains(SoapVersion.SOAP_12.namespace()));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "depth,<a><a><a><a><a><a/></a></a></a></a></a>",
    "elements,<a/><a/><a/><a/><a/><a/><a/><a/>",
    "attributes,<a a='' b='' c='' d=''/>",
    "attributeCharacters,<a a='12345678901'/>",
  })
  void exceededBodyLimitIsNamed(String limit, String content) {
    XmlLimits limits =
        XmlLimits.builder().depth(6).elements(8).attributes(3).attributeCharacters(64).build();
    String attribute = "<a a='" + "x".repeat(65) + "'/>";
    String body = limit.equals("attributeCharacters") ? attribute : content;
    assertThatThrownBy(
            () ->
                decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, "", body), limits)
                    .body()
                    .buffer())
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.limit()).isEqualTo("XmlLimits." + limit));
  }

  @Test
  void headerCharactersLimitCoversAllBlocks() {
    XmlLimits limits = XmlLimits.builder().headerCharacters(100).build();
    String block = "<h:a xmlns:h='urn:h'>" + "x".repeat(40) + "</h:a>";
    assertThatThrownBy(
            () ->
                decode(
                    SoapVersion.SOAP_12,
                    envelope(SoapVersion.SOAP_12, block + block + block, ""),
                    limits))
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.limit()).isEqualTo("XmlLimits.headerCharacters"));
  }

  @Test
  void documentOverCharacterLimitIsRefused() {
    XmlLimits limits = XmlLimits.builder().documentCharacters(20_000).build();
    String text = "<a>" + "x".repeat(40_000) + "</a>";
    assertThatThrownBy(
            () ->
                decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, "", text), limits)
                    .body()
                    .buffer())
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.limit()).isEqualTo("XmlLimits.documentCharacters"));
  }

  @Test
  void closingTheMessageClosesItsStream() throws IOException, XMLStreamException {
    boolean[] closed = new boolean[1];
    Message message =
        Envelopes.decode(
            SoapVersion.SOAP_12,
            Envelopes.stream(envelope(SoapVersion.SOAP_12, "", "<a/>"), () -> closed[0] = true));
    message.body().reader().close();
    assertThat(closed[0]).isFalse();
    message.close();
    assertThat(closed[0]).isTrue();
  }

  @Test
  void failedReadingClosesTheStream() {
    boolean[] closed = new boolean[1];
    assertThatThrownBy(
            () ->
                Envelopes.decode(
                    SoapVersion.SOAP_12, Envelopes.stream("<a/>", () -> closed[0] = true)))
        .isInstanceOf(MalformedMessageException.class);
    assertThat(closed[0]).isTrue();
  }
}
