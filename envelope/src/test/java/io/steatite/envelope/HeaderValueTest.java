package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import java.math.BigDecimal;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of header blocks, read by the typed access of StAX2. */
class HeaderValueTest {
  private static final QName NAME = new QName("urn:h", "h", "h");
  private static final QName VALUE = new QName("urn:v", "v", "s");

  private static HeaderBlock sent(HeaderBlock block, SoapVersion version) throws Exception {
    Message message = Message.of(version, Body.empty()).withHeader(block.withMustUnderstand(true));
    return Envelopes.decode(version, Envelopes.encode(message)).headers().asList().get(0);
  }

  @ParameterizedTest
  @EnumSource
  void typedValuesAreWrittenAndRead(SoapVersion version) throws Exception {
    HeaderBlock flag = HeaderBlock.of(NAME, writer -> writer.writeBoolean(true));
    assertThat(flag.reader().getElementAsBoolean()).isTrue();
    assertThat(sent(flag, version).reader().getElementAsBoolean()).isTrue();
    BigDecimal price = new BigDecimal("12.50");
    HeaderBlock decimal = HeaderBlock.of(NAME, writer -> writer.writeDecimal(price));
    assertThat(sent(decimal, version).reader().getElementAsDecimal()).isEqualTo(price);
    HeaderBlock name = HeaderBlock.of(NAME, w -> w.writeCharacters(XmlNames.declare(w, VALUE)));
    assertThat(name.reader().getElementAsQName()).isEqualTo(VALUE);
    assertThat(sent(name, version).reader().getElementAsQName()).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void valueOfOtherTypeBlamesTheSender(SoapVersion version) throws Exception {
    HeaderBlock block = sent(HeaderBlock.of(NAME, "perhaps"), version);
    assertThatThrownBy(() -> block.reader().getElementAsBoolean())
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @EnumSource
  void soapAttributesAreNotPartOfTheContent(SoapVersion version) throws Exception {
    HeaderBlock block = sent(HeaderBlock.of(NAME, w -> w.writeAttribute("x", "1")), version);
    assertThat(block.mustUnderstand()).isTrue();
    assertThat(block.fragment().attributes()).containsOnlyKeys(new QName("x"));
  }

  @ParameterizedTest
  @EnumSource
  void faultCodeMayUseThePrefixOfTheEnvelope(SoapVersion version) throws Exception {
    FaultCode code = FaultCode.SENDER.withSubcode(VALUE);
    Message fault = Message.of(version, Fault.builder(code, "why").build());
    Message received = Envelopes.decode(version, Envelopes.encode(fault));
    assertThat(received.fault().orElseThrow().code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void receivedBlockIsReadWithoutSoapAttributes(SoapVersion version) throws Exception {
    String block = "<h:a xmlns:h='urn:h' %s x='1' %s h:y='t:v'>p<h:b s:c='2'>t:q</h:b></h:a>";
    String mandatory = block.formatted("s:mustUnderstand='1'", "s:relay='false'");
    String plain = block.formatted("", "");
    String envelope =
        Envelopes.envelope(version, mandatory + plain, "")
            .replace("<s:Header>", "<s:Header xmlns:t='urn:t'>");
    List<HeaderBlock> blocks = Envelopes.decode(version, envelope).headers().asList();
    XmlFragment read = blocks.get(0).fragment();
    assertThat(read.attributes()).containsOnlyKeys(new QName("x"), new QName("urn:h", "y"));
    assertThat(read.toXml()).isEqualTo(blocks.get(1).element().toXml()).contains("s:c=");
    assertThat(read.resolve("t:v")).isEqualTo(new QName("urn:t", "v"));
    assertThat(blocks.get(0).reader().getAttributeCount()).isEqualTo(2);
    assertThat(blocks.get(1).fragment()).isSameAs(blocks.get(1).element());
  }
}
