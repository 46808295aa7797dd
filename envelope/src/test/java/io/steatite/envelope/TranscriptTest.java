package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlFragment;
import jakarta.activation.DataSource;
import java.util.Base64;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final QName NAME = new QName("urn:a", "a", "p");

  private static String transcript(Body body) {
    return Transcript.DEFAULT.of(Message.of(SoapVersion.SOAP_12, body));
  }

  @Test
  void everyElementIsOnItsOwnLine() throws Exception {
    Message message =
        Message.of(
                SoapVersion.SOAP_11,
                Body.of(XmlFragment.parse("<a><b> <c/>\n<d>1</d></b><e> </e><!-- k --></a>")))
            .withHeader(HeaderBlock.of(NAME, "text").withMustUnderstand(true));
    assertThat(Transcript.DEFAULT.of(message))
        .isEqualTo(
            """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:a">
              <s:Header>
                <p:a s:mustUnderstand="1">text</p:a>
              </s:Header>
              <s:Body>
                <a>
                  <b>
                    <c/>
                    <d>1</d>
                  </b>
                  <e> </e>
                  <!-- k -->
                </a>
              </s:Body>
            </s:Envelope>""");
  }

  @Test
  void mixedContentIsNotIndented() throws Exception {
    String xml = "<a>one <b>two</b> <c/>three</a>";
    assertThat(transcript(Body.of(XmlFragment.parse(xml)))).contains(xml);
  }

  @Test
  void binaryContentIsReplacedByItsSize() throws Exception {
    byte[] bytes = new byte[1000];
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    assertThat(transcript(Body.of(NAME, w -> BinaryContent.write(w, BinaryContent.of(bytes)))))
        .contains(">... 1000 bytes ...</");
    assertThat(transcript(Body.of(NAME, w -> w.writeBinary(bytes, 0, 999))))
        .contains(">... 999 bytes ...</");
    assertThat(transcript(Body.of(NAME, text))).contains(">... 1000 bytes ...</");
    assertThat(transcript(Body.of(NAME, w -> BinaryContent.write(w, large()))))
        .contains(">... more than 1048576 bytes ...</");
  }

  private static DataSource large() {
    return BinaryContent.of(new byte[3 << 20]);
  }

  @Test
  void shortBinaryContentAndWordsAreShown() {
    String words = "these are words and not base64 ".repeat(8);
    assertThat(transcript(Body.of(NAME, words))).contains(words);
    assertThat(
            transcript(
                Body.of(NAME, w -> BinaryContent.write(w, BinaryContent.of(new byte[] {0, 1})))))
        .contains(">AAE=</");
    assertThat(transcript(Body.of(NAME, w -> w.writeInt(42)))).contains(">42</");
  }

  @Test
  void bodyOnTheStreamIsNotRead() throws Exception {
    String xml = "<p:a xmlns:p='urn:a'>text</p:a>";
    Message message =
        Envelopes.decode(SoapVersion.SOAP_12, Envelopes.envelope(SoapVersion.SOAP_12, "", xml));
    assertThat(Transcript.DEFAULT.of(message)).contains("<s:Body>... on the stream: {urn:a}a ...<");
    Message buffered = message.buffer();
    assertThat(Transcript.DEFAULT.of(buffered)).contains(">text</p:a>");
    assertThat(buffered.body().reader().getElementText()).isEqualTo("text");
  }

  @Test
  void transcriptIsCutAtItsLimit() {
    String text = "word ".repeat(100_000);
    Message message = Message.of(SoapVersion.SOAP_12, Body.of(NAME, text));
    assertThat(new Transcript(200, 64).of(message)).hasSizeLessThan(220).endsWith(" ... (cut off)");
    assertThat(Transcript.DEFAULT.of(message)).hasSizeLessThan(9000);
  }

  @Test
  void transcriptNamesWhatCannotBeWritten() {
    Body broken =
        Body.of(
            NAME,
            writer -> {
              throw new XMLStreamException("out of ink");
            });
    assertThat(transcript(broken)).startsWith("<s:Envelope").contains("out of ink");
  }
}
