package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Text that begins with white space, which the MTOM reader of WCF drops unless CDATA precedes it.
 */
class LeadingWhitespaceTest {
  private static final QName TEXT = new QName("urn:text", "t", "x");
  private static final MtomEncoder ENCODER = MtomEncoder.of(V12);

  /** Returns the content of the element as written. */
  private static String written(MtomEncoder encoder, XmlContent content) throws Exception {
    String sent = Packages.textOf(encoder.encode(Message.of(V12, Body.of(TEXT, content))));
    int start = sent.indexOf("urn:text\">") + "urn:text\">".length();
    return sent.substring(start, sent.indexOf("</x:t>"));
  }

  private static String written(XmlContent content) throws Exception {
    return written(ENCODER, content);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\" x\",\"<![CDATA[]]> x\"",
        "\"\tx y\",\"<![CDATA[]]>\tx y\"",
        "\"\nx\",\"<![CDATA[]]>\nx\"",
        "\"\rx\",\"<![CDATA[]]>&#xd;x\"",
        "\"  \",\"<![CDATA[]]>  \"",
        "\"x \",\"x \"",
        "\"x\",\"x\""
      })
  void emptyCDataSectionPrecedesLeadingWhiteSpace(String text, String expected) throws Exception {
    assertThat(written(writer -> writer.writeCharacters(text))).isEqualTo(expected);
    char[] characters = ("_" + text + "_").toCharArray();
    assertThat(written(writer -> writer.writeCharacters(characters, 1, text.length())))
        .isEqualTo(expected);
    XmlFragment fragment = XmlFragment.of(writer -> writer.writeCharacters(text));
    assertThat(written(fragment::writeTo)).isEqualTo(expected);
  }

  @Test
  void textWrittenInPiecesIsOneText() throws Exception {
    assertThat(
            written(
                writer -> {
                  writer.writeCharacters(" ");
                  writer.writeCharacters("\t");
                  writer.writeCharacters(" x");
                  writer.writeCharacters(" y");
                }))
        .isEqualTo("<![CDATA[]]> \t x y");
    assertThat(
            written(
                writer -> {
                  writer.writeCharacters(" ");
                  writer.writeInt(7);
                }))
        .isEqualTo("<![CDATA[]]> 7");
  }

  @Test
  void longWhiteSpaceIsText() throws Exception {
    String blanks = " ".repeat(5000);
    assertThat(written(writer -> writer.writeCharacters(blanks)))
        .isEqualTo("<![CDATA[]]>" + blanks);
    assertThat(
            written(
                writer -> {
                  writer.writeCharacters(blanks.substring(1000));
                  writer.writeCharacters(blanks);
                }))
        .isEqualTo("<![CDATA[]]>" + blanks.substring(1000) + blanks);
  }

  @Test
  void indentationIsNotChanged() throws Exception {
    assertThat(
            written(
                writer -> {
                  writer.writeCharacters("\n  ");
                  writer.writeStartElement("a");
                  writer.writeCharacters("b");
                  writer.writeEndElement();
                  writer.writeCharacters("\n  ");
                  writer.writeEmptyElement("c");
                  writer.writeCharacters("\n");
                }))
        .isEqualTo("\n  <a>b</a>\n  <c/>\n");
    assertThat(
            written(
                writer -> {
                  writer.writeCharacters("\n");
                  writer.writeComment("c");
                }))
        .isEqualTo("\n<!--c-->");
  }

  @Test
  void cDataIsNotPrecededByAnotherCDataSection() throws Exception {
    assertThat(written(writer -> writer.writeCData(" x"))).isEqualTo("<![CDATA[ x]]>");
  }

  @Test
  void headerBlocksAreProtected() throws Exception {
    HeaderBlock header = HeaderBlock.of(TEXT, writer -> writer.writeCharacters(" x"));
    Message message = Message.of(V12, Body.empty()).withHeader(header);
    assertThat(Packages.textOf(ENCODER.encode(message))).contains("<![CDATA[]]> x</x:t>");
  }

  @Test
  void protectedTextIsReadBackAndForwardedProtected() throws Exception {
    Message message = Message.of(V12, Body.of(TEXT, " x"));
    try (Message once = Packages.copy(ENCODER, message);
        Message twice = Packages.copy(ENCODER, once)) {
      assertThat(twice.body().reader().getElementText()).isEqualTo(" x");
    }
    try (Message relayed = Packages.copy(ENCODER, message)) {
      assertThat(Packages.textOf(ENCODER.encode(relayed))).contains("><![CDATA[]]> x</");
    }
  }

  @Test
  void protectionCanBeSwitchedOff() throws Exception {
    MtomEncoder plain = ENCODER.withLeadingWhitespaceProtected(false);
    assertThat(written(plain, writer -> writer.writeCharacters(" x"))).isEqualTo(" x");
    assertThat(written(plain, writer -> writer.writeCharacters("  "))).isEqualTo("  ");
  }
}
