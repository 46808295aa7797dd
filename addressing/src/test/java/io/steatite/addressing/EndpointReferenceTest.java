package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class EndpointReferenceTest {

  /**
   * Returns an endpoint reference element with the given content. The prefix {@code a} is bound to
   * the given namespace, {@code t} to a test namespace.
   */
  static XmlFragment fragment(String content, String namespace) {
    Versions versions = Versions.of(SoapVersion.SOAP_12, AddressingVersion.WSA_10);
    String envelope =
        "<s:Envelope xmlns:s='%s'><s:Header><a:EndpointReference xmlns:a='%s'"
            + " xmlns:t='urn:test'>%s</a:EndpointReference></s:Header><s:Body/></s:Envelope>";
    try (Message message =
        Service.read(
            envelope.formatted(SoapVersion.SOAP_12.namespace(), namespace, content), versions)) {
      return message.headers().asList().get(0).element();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EndpointReference parse(String content, AddressingVersion version) {
    return EndpointReference.parse(fragment(content, version.namespace()), version);
  }

  static String write(EndpointReference reference, AddressingVersion version) {
    Message message =
        Message.of(
            SoapVersion.SOAP_12,
            Body.of(w -> reference.writeTo(w, version.name("EndpointReference"), version)));
    String wire = Service.wire(message, Versions.of(SoapVersion.SOAP_12, version));
    return wire.replaceFirst(".*<s:Body>", "").replaceFirst("</s:Body>.*", "");
  }

  @Test
  void childrenAreReadInAnyOrderAndWrittenInTheOrderOf10() {
    AddressingVersion version = AddressingVersion.WSA_10;
    EndpointReference reference =
        parse(
            """
            <t:extension/>
            <a:Metadata><t:about/></a:Metadata>
            <a:ReferenceParameters><t:one/><t:two/></a:ReferenceParameters>
            <a:Address> http://localhost/ </a:Address>
            """,
            version);

    assertThat(reference.address()).isEqualTo("http://localhost/");
    XmlAssert.assertThat(write(reference, version))
        .and(
            """
            <a:EndpointReference xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:t="urn:test">
              <a:Address>http://localhost/</a:Address>
              <a:ReferenceParameters><t:one/><t:two/></a:ReferenceParameters>
              <a:Metadata><t:about/></a:Metadata>
              <t:extension/>
            </a:EndpointReference>
            """)
        .ignoreWhitespace()
        .areSimilar();
  }

  @Test
  void childrenAreWrittenInTheOrderOf200408() {
    AddressingVersion version = AddressingVersion.WSA_2004_08;
    EndpointReference reference =
        parse(
            """
            <a:PortType>t:port</a:PortType>
            <a:ReferenceParameters><t:parameter/></a:ReferenceParameters>
            <a:ReferenceProperties><t:property/></a:ReferenceProperties>
            <a:Address>urn:a</a:Address>
            """,
            version);

    XmlAssert.assertThat(write(reference, version))
        .and(
            """
            <a:EndpointReference xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
                xmlns:t="urn:test">
              <a:Address>urn:a</a:Address>
              <a:ReferenceProperties><t:property/></a:ReferenceProperties>
              <a:ReferenceParameters><t:parameter/></a:ReferenceParameters>
              <a:PortType>t:port</a:PortType>
            </a:EndpointReference>
            """)
        .ignoreWhitespace()
        .areSimilar();
  }

  @Requirement("B3221")
  @Test
  void referencePropertiesAreWrittenAsParametersIn10() {
    EndpointReference reference =
        parse(
            "<a:Address>urn:a</a:Address>"
                + "<a:ReferenceProperties><t:property/></a:ReferenceProperties>",
            AddressingVersion.WSA_2004_08);

    assertThat(write(reference, AddressingVersion.WSA_10))
        .containsPattern("<a:ReferenceParameters[^>]*><t:property")
        .doesNotContain("ReferenceProperties");
  }

  @Requirement("R3111")
  @ParameterizedTest
  @EnumSource
  void addressInTheNamespaceOfAnotherVersionDoesNotCount(AddressingVersion version) {
    assertThatThrownBy(() -> parse("<t:Address>urn:a</t:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class)
        .hasMessageContaining("EndpointReference has no Address");
  }

  @ParameterizedTest
  @EnumSource
  void addressMustOccurOnceAndNotBeEmpty(AddressingVersion version) {
    assertThatThrownBy(() -> parse("<a:Address> </a:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class);
    assertThatThrownBy(
            () -> parse("<a:Address>urn:a</a:Address><a:Address>urn:b</a:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class)
        .hasMessageContaining("more than one");
    assertThatIllegalArgumentException().isThrownBy(() -> EndpointReference.of(" "));
  }

  @Test
  void anonymousAndNoneDependOnTheVersion() {
    EndpointReference anonymous = EndpointReference.anonymous(AddressingVersion.WSA_10);
    EndpointReference none = EndpointReference.of("http://www.w3.org/2005/08/addressing/none");

    assertThat(anonymous.isAnonymous(AddressingVersion.WSA_10)).isTrue();
    assertThat(anonymous.isAnonymous(AddressingVersion.WSA_2004_08)).isFalse();
    assertThat(none.isNone(AddressingVersion.WSA_10)).isTrue();
    assertThat(none.isNone(AddressingVersion.WSA_2004_08)).isFalse();
  }

  @Test
  void referenceParameterCanBeMadeFromText() throws XMLStreamException {
    EndpointReference reference =
        EndpointReference.of("urn:a").withReferenceParameter(new QName("urn:p", "p"), "1");

    assertThat(write(reference, AddressingVersion.WSA_10)).contains("<p xmlns=\"urn:p\">1</p>");
  }

  @ParameterizedTest
  @EnumSource
  void attributesAreKeptAndWrittenBack(AddressingVersion version) {
    EndpointReference reference =
        parse(
            """
            <a:Address t:of="address">urn:a</a:Address>
            <a:ReferenceParameters t:level="premium"><t:one/></a:ReferenceParameters>
            <t:extension t:more="1"/>
            """,
            version);

    assertThat(reference.attributes("Address"))
        .containsEntry(new QName("urn:test", "of"), "address");
    XmlAssert.assertThat(write(reference, version))
        .and(
            """
            <a:EndpointReference xmlns:a="%s" xmlns:t="urn:test">
              <a:Address t:of="address">urn:a</a:Address>
              <a:ReferenceParameters t:level="premium"><t:one/></a:ReferenceParameters>
              <t:extension t:more="1"/>
            </a:EndpointReference>
            """
                .formatted(version.namespace()))
        .ignoreWhitespace()
        .areSimilar();
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfTheReferenceItselfAreKept(AddressingVersion version) throws Exception {
    QName id = new QName(XMLConstants.XML_NS_URI, "id", "xml");
    EndpointReference reference =
        EndpointReference.builder("urn:a")
            .attribute(id, "x1")
            .attribute(new QName("urn:test", "kind", "t"), "k")
            .attribute(new QName("plain"), "p")
            .build();

    EndpointReference read =
        EndpointReference.parse(XmlFragment.parse(write(reference, version)), version);

    assertThat(read.attributes()).isEqualTo(reference.attributes()).hasSize(3);
    assertThat(read).isEqualTo(reference).hasSameHashCodeAs(reference);
  }

  @Test
  void soapAttributesAreNotKeptInTheReference() throws Exception {
    for (SoapVersion soap : SoapVersion.values()) {
      XmlFragment header =
          XmlFragment.parse(
              "<a:From xmlns:a='%s' xmlns:s='%s' s:mustUnderstand='1'><a:Address>u:a</a:Address></a:From>"
                  .formatted(AddressingVersion.WSA_10.namespace(), soap.namespace()));

      assertThat(EndpointReference.parse(header, AddressingVersion.WSA_10).attributes()).isEmpty();
    }
  }

  @Test
  void portTypeAndServiceAreWrittenInBothVersions() throws Exception {
    EndpointReference reference =
        parse(
            """
            <a:Address>urn:a</a:Address>
            <a:PortType xmlns:w="urn:w">w:Type</a:PortType>
            <a:ServiceName PortName="port" xmlns:w="urn:w">w:Service</a:ServiceName>
            """,
            AddressingVersion.WSA_2004_08);

    assertThat(reference.portType()).contains(new QName("urn:w", "Type"));
    assertThat(reference.serviceName())
        .contains(
            new EndpointReference.ServiceName(new QName("urn:w", "Service"), Optional.of("port")));
    for (AddressingVersion version : AddressingVersion.values()) {
      String written = write(reference, version);
      assertThat(EndpointReference.parse(XmlFragment.parse(written), version)).isEqualTo(reference);
    }
    XmlAssert.assertThat(write(reference, AddressingVersion.WSA_10))
        .and(
            """
            <a:EndpointReference xmlns:a="http://www.w3.org/2005/08/addressing">
              <a:Address>urn:a</a:Address>
              <a:Metadata xmlns:m="http://www.w3.org/2007/05/addressing/metadata" xmlns:w="urn:w">
                <m:InterfaceName>w:Type</m:InterfaceName>
                <m:ServiceName EndpointName="port">w:Service</m:ServiceName>
              </a:Metadata>
            </a:EndpointReference>
            """)
        .ignoreWhitespace()
        .areSimilar();
  }

  @Test
  void invalidPortTypeIsKeptAsAnElement() {
    for (AddressingVersion version : AddressingVersion.values()) {
      String names =
          version.wrapsMetadata()
              ? "<a:Metadata><m:InterfaceName"
                  + " xmlns:m='http://www.w3.org/2007/05/addressing/metadata'>no:thing</m:InterfaceName></a:Metadata>"
              : "<a:PortType>no:thing</a:PortType>";
      EndpointReference reference = parse("<a:Address>urn:a</a:Address>" + names, version);

      assertThat(reference.portType()).isEmpty();
      assertThat(write(reference, version)).contains(">no:thing<");
    }
  }

  @Test
  void policiesPrecedeMetadataAndOtherElementsIn200408() {
    AddressingVersion version = AddressingVersion.WSA_2004_08;
    EndpointReference reference =
        parse(
            """
            <i:Identity xmlns:i="http://schemas.xmlsoap.org/ws/2006/02/addressingidentity"/>
            <x:Metadata xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/mex"/>
            <p:Policy xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy"/>
            <a:ServiceName xmlns:w="urn:w">w:Service</a:ServiceName>
            <a:Address>urn:a</a:Address>
            """,
            version);

    assertThat(reference.metadata()).hasSize(1);
    assertThat(write(reference, version))
        .containsSubsequence("Address>", ":ServiceName", "Policy", "Metadata", "Identity");
  }

  @Test
  void conversionTranslatesTheSpecialAddresses() {
    AddressingVersion from = AddressingVersion.WSA_2004_08;
    AddressingVersion to = AddressingVersion.WSA_10;
    EndpointReference pointer = EndpointReference.anonymous(from);
    EndpointReference reference =
        EndpointReference.builder(from.anonymous())
            .metadata(from, MetadataSection.atEndpoint(MetadataSection.WSDL, pointer))
            .build()
            .withReferenceParameter(new QName("urn:p", "p"), "1");

    EndpointReference converted = reference.converted(from, to);

    assertThat(converted.isAnonymous(to)).isTrue();
    assertThat(converted.referenceParameters()).hasSize(1);
    assertThat(MetadataSection.of(converted, to))
        .containsExactly(
            MetadataSection.atEndpoint(MetadataSection.WSDL, EndpointReference.anonymous(to)));
    assertThat(converted.converted(to, from)).isEqualTo(reference);
    assertThat(reference.converted(from, from)).isSameAs(reference);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EndpointReference.of(to.none().orElseThrow()).converted(to, from));
  }

  @Test
  void referencesWithTheSameContentAreEqual() {
    AddressingVersion version = AddressingVersion.WSA_10;
    String content =
        "<a:Address>urn:a</a:Address><a:ReferenceParameters>%s</a:ReferenceParameters>";
    EndpointReference one = parse(content.formatted("<t:p t:x='1'>v</t:p>"), version);

    assertThat(one)
        .isEqualTo(
            parse(content.formatted("<u:p xmlns:u='urn:test' u:x='1'>v<!-- --></u:p>"), version))
        .isNotEqualTo(parse(content.formatted("<t:p t:x='2'>v</t:p>"), version))
        .isNotEqualTo(parse(content.formatted("<t:p t:x='1'>w</t:p>"), version))
        .isNotEqualTo(parse(content.formatted("<t:p t:x='1'><t:v/></t:p>"), version))
        .isNotEqualTo(parse(content.formatted("<t:q t:x='1'>v</t:q>"), version))
        .isNotEqualTo(parse(content.formatted("<t:p t:x='1'>v</t:p><t:p/>"), version))
        .isNotEqualTo(EndpointReference.of("urn:a"))
        .isNotEqualTo("urn:a");
  }

  @ParameterizedTest
  @EnumSource
  void addressMustBeAbsolute(AddressingVersion version) {
    for (String address : List.of("echo", "/echo", "//h/echo", "http://h/ x", "?")) {
      assertThatThrownBy(() -> parse("<a:Address>" + address + "</a:Address>", version))
          .isInstanceOf(InvalidEndpointReferenceException.class)
          .hasMessageContaining("absolute");
    }
  }

  @Requirement("R3111")
  @Versions.Each
  void referenceInABodyMustHaveTheVersion(Versions versions) throws Exception {
    EndpointReference reference =
        EndpointReference.of("urn:a").withReferenceParameter(new QName("urn:p", "p", "p"), "1");
    for (AddressingVersion written : AddressingVersion.values()) {
      Message sent =
          Message.of(
              versions.soap(),
              Body.of(w -> reference.writeTo(w, new QName("urn:t", "Endpoint", "t"), written)));
      Message message = Service.read(Service.wire(sent, versions), versions);
      XMLStreamReader2 reader = message.body().reader();

      if (written == versions.wsa()) {
        assertThat(EndpointReference.read(reader, versions.wsa())).isEqualTo(reference);
        assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.END_ELEMENT);
      } else {
        assertThatThrownBy(() -> EndpointReference.read(reader, versions.wsa()))
            .isInstanceOf(MalformedMessageException.class)
            .hasMessageContaining("R3111")
            .hasMessageContaining(written.toString());
        assertThat(message.body().failure()).as("an error of the sender").isPresent();
      }
    }
  }
}
