package io.steatite.envelope.jaxb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import jakarta.activation.DataHandler;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaxbBindingTest {
  private static final HardenedStax STAX = HardenedStax.of(XmlLimits.DEFAULT);
  private static final byte[] BYTES = {1, 2, 3, 4, 5};

  private final JaxbBinding binding;

  JaxbBindingTest() throws JAXBException {
    binding = JaxbBinding.of(Order.class, Order.Gift.class);
  }

  private static Order order() {
    Order order = new Order();
    order.id = 7;
    order.text = "<&\r\n\uD83D\uDE00]]>";
    order.kind = new QName("urn:kinds", "k", "kinds");
    Order.Gift gift = new Order.Gift();
    gift.name = "n";
    gift.ribbon = "red";
    order.item = gift;
    order.picture = BYTES;
    order.file = new DataHandler(BinaryContent.of(BYTES, "application/pdf"));
    return order;
  }

  private static void assertSame(Order read) throws Exception {
    assertThat(read).usingRecursiveComparison().ignoringFields("file").isEqualTo(order());
    assertThat(read.file.getInputStream().readAllBytes()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void bodiesHeaderBlocksAndFaultDetailsAreConverted(SoapVersion version) throws Exception {
    Message message =
        Message.of(version, binding.body(order())).withHeader(binding.header(order()));
    assertThat(message.body().payload()).contains(new QName(Order.NAMESPACE, "order"));
    Message received = Envelopes.decode(version, Envelopes.encode(message));
    assertSame(binding.read(received.headers().asList().get(0), Order.class));
    assertSame(binding.read(received.body(), Order.class));
    assertSame(binding.read(message.body(), Order.class));
    assertSame(binding.read(message.body(), Order.class));

    Fault fault = Fault.builder(FaultCode.SENDER, "why").detail(binding.content(order())).build();
    Message answer = Envelopes.decode(version, Envelopes.encode(Message.of(version, fault)));
    assertSame(
        binding.read(answer.fault().orElseThrow().detailFragment().orElseThrow(), Order.class));
  }

  @Test
  void headerBlockOfAnObjectKeepsItsSoapAttributes() throws Exception {
    HeaderBlock block = binding.header(order()).withMustUnderstand(true).withRole("urn:r");
    Message message = Message.of(SoapVersion.SOAP_12, Body.empty()).withHeader(block);
    Message received = Envelopes.decode(SoapVersion.SOAP_12, Envelopes.encode(message));
    HeaderBlock again = received.headers().asList().get(0);
    assertThat(again.mustUnderstand()).isTrue();
    assertThat(again.role()).isEqualTo("urn:r");
    assertSame(binding.read(again, Order.class));
  }

  @Test
  void prefixesDeclaredOnTheEnvelopeAreResolved() throws Exception {
    String envelope =
        ("<s:Envelope xmlns:s='%s' xmlns:e='urn:kinds' xmlns:o='urn:orders'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><s:Body><o:order>"
                + "<o:kind>e:k</o:kind><o:item xsi:type='o:gift'><ribbon>red</ribbon></o:item>"
                + "</o:order></s:Body></s:Envelope>")
            .formatted(SoapVersion.SOAP_11.namespace());
    for (boolean buffered : new boolean[] {false, true}) {
      Body body = Envelopes.decode(SoapVersion.SOAP_11, envelope).body();
      Order order = binding.read(buffered ? body.buffer() : body, Order.class);
      assertThat(order.kind).isEqualTo(new QName("urn:kinds", "k"));
      assertThat(order.item).isInstanceOf(Order.Gift.class);
    }
  }

  @Test
  void jaxbElementNamesAnObjectWithoutRootElement() throws Exception {
    Order.Item item = new Order.Item();
    item.name = "n";
    QName name = new QName("urn:x", "thing");
    Body body = binding.body(new JAXBElement<>(name, Order.Item.class, item));
    assertThat(body.payload()).contains(name);
    assertThat(binding.read(body, Order.Item.class).name).isEqualTo("n");
    assertThatThrownBy(() -> Body.of(binding.content(item)).buffer())
        .isInstanceOf(XMLStreamException.class);
  }

  @Test
  void unqualifiedElementsAreWrittenOutsideTheDefaultNamespace() throws Exception {
    Order.Item item = new Order.Item();
    item.name = "n";
    Body body =
        Body.of(
            new QName("urn:x", "wrapper"),
            binding.content(new JAXBElement<>(new QName("item"), Order.Item.class, item)));
    XmlFragment wrapper = body.fragment().element().orElseThrow();
    assertThat(wrapper.content().name()).contains(new QName("item"));
  }

  @Test
  void binaryContentIsTransferredWithoutBase64() throws Exception {
    BinaryParts parts = new BinaryParts();
    StringWriter xml = new StringWriter();
    XMLStreamWriter2 writer = STAX.writer(xml);
    binding.content(order()).writeTo(parts.writer(writer));
    writer.close();
    assertThat(parts.parts).hasSize(2);
    assertThat(parts.parts).extracting("contentType").contains("application/pdf");
    assertThat(xml.toString()).contains(">part:0</", ">part:1</").doesNotContain("Include");

    XMLStreamReader2 reader = parts.reader(STAX.reader(new StringReader(xml.toString())));
    reader.next();
    assertSame(binding.read(reader, Order.class));
  }

  @Test
  void includeElementInTheDocumentIsRefused() throws Exception {
    String xml =
        "<o:order xmlns:o='urn:orders'><o:picture>"
            + "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='file:/etc/passwd'/>"
            + "</o:picture></o:order>";
    Message message =
        Envelopes.decode(SoapVersion.SOAP_12, Envelopes.envelope(SoapVersion.SOAP_12, "", xml));
    assertThatThrownBy(() -> binding.read(message.body(), Order.class))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<order/>",
        "<o:order xmlns:o='urn:orders' id='seven'/>",
        "<o:order xmlns:o='urn:orders'><o:kind>unbound:x</o:kind></o:order>",
        "<o:order xmlns:o='urn:orders'>",
        "<o:order xmlns:o='urn:orders'><?p i?></o:order>",
      })
  void valueOfWrongTypeIsRefusedAsMalformedMessage(String xml) throws Exception {
    Message message =
        Envelopes.decode(SoapVersion.SOAP_12, Envelopes.envelope(SoapVersion.SOAP_12, "", xml));
    assertThatThrownBy(() -> binding.read(message.body(), Order.class))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void unknownElementsAndAttributesAreSkipped() throws Exception {
    XmlFragment xml =
        XmlFragment.parse("<order xmlns='urn:orders' id='7' new='x'><new><er/></new></order>");
    assertThat(binding.read(xml, Order.class).id).isEqualTo(7);
    assertThat(binding.read(xml, Object.class)).isInstanceOf(Order.class);
  }

  @Test
  void readingABodyChecksTheRestOfTheEnvelope() throws Exception {
    String xml = "<o:order xmlns:o='urn:orders'/>";
    String envelope =
        Envelopes.envelope(SoapVersion.SOAP_12, "", xml).replace("</s:Envelope>", "<x/>");
    Message message = Envelopes.decode(SoapVersion.SOAP_12, envelope);
    assertThatThrownBy(() -> binding.read(message.body(), Order.class))
        .isInstanceOf(MalformedMessageException.class);
  }
}
