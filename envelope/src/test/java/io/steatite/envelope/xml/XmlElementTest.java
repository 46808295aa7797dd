package io.steatite.envelope.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class XmlElementTest {
  private static final QName ORDER = new QName("urn:shop", "Order", "o");
  private static final QName ITEM = new QName("urn:shop", "Item", "o");

  private static final XmlElement ELEMENT =
      XmlElement.of(ORDER)
          .withAttribute("id", "<42>")
          .withAttribute(new QName("urn:x", "kind", "x"), "new")
          .with(XmlElement.of(ITEM, "Stone & co"), XmlElement.of(new QName("Free")))
          .withText("end");

  private static final String XML =
      "<o:Order xmlns:o='urn:shop' xmlns:x='urn:x' id='&lt;42>' x:kind='new'>"
          + "<o:Item>Stone &amp; co</o:Item><Free/>end</o:Order>";

  private static String written(Message message) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextEncoder.of(message.version()).encode(message).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void elementIsPayloadOfABody(SoapVersion version) throws Exception {
    Message message = Message.of(version, Body.of(ELEMENT));
    assertThat(message.body().payload()).contains(ORDER);
    XmlAssert.assertThat(written(message)).and(envelope(version, "", XML)).areSimilar();
  }

  @ParameterizedTest
  @EnumSource
  void elementIsHeaderBlock(SoapVersion version) throws Exception {
    HeaderBlock block = HeaderBlock.of(ELEMENT).withMustUnderstand(true);
    String xml = XML.replace("id=", "s:mustUnderstand='1' id=");
    XmlAssert.assertThat(written(Message.of(version, Body.empty()).withHeader(block)))
        .and(envelope(version, "<s:Header>" + xml + "</s:Header>", ""))
        .areSimilar();
  }

  @ParameterizedTest
  @EnumSource
  void elementIsDetailOfAFault(SoapVersion version) throws Exception {
    Fault fault = Fault.builder(FaultCode.SENDER, "Out of stock").detail(ELEMENT).build();
    XmlFragment detail = fault.detailFragment().orElseThrow().element().orElseThrow();
    assertThat(detail.name()).contains(ORDER);
    assertThat(detail.attribute("", "id")).isEqualTo("<42>");
    assertThat(written(Message.of(version, fault))).contains("Stone &amp; co</o:Item>");
  }

  private static String envelope(SoapVersion version, String header, String body) {
    return "<s:Envelope xmlns:s='%s'>%s<s:Body>%s</s:Body></s:Envelope>"
        .formatted(version.namespace(), header, body);
  }

  @Test
  void changesMakeCopies() {
    XmlElement empty = XmlElement.of(ORDER);
    empty.withText("a");
    assertThat(HeaderBlock.of(empty).text()).isEmpty();
    assertThat(HeaderBlock.of(empty.withText("a").withText("b")).text()).isEqualTo("ab");
    assertThat(empty).hasToString("element {urn:shop}Order");
  }
}
