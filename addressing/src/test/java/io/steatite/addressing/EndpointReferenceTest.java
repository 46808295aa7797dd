package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class EndpointReferenceTest {

  /**
   * An element of that content; the prefix {@code a} is the namespace's, {@code t} is for tests.
   */
  static XmlFragment fragment(String content, String namespace) {
    Versions versions = Versions.of(SoapVersion.SOAP_12, AddressingVersion.WSA_10);
    String envelope =
        "<s:Envelope xmlns:s='%s'><s:Header><a:EndpointReference xmlns:a='%s' xmlns:t='urn:test'>%s</a:EndpointReference></s:Header><s:Body/></s:Envelope>";
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

  private static String write(EndpointReference reference, AddressingVersion version) {
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
  void propertiesAreParametersIn10() {
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
  void addressOfAnotherVersionIsNone(AddressingVersion version) {
    assertThatThrownBy(() -> parse("<t:Address>urn:a</t:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class)
        .hasMessageContaining("EndpointReference has no Address");
  }

  @ParameterizedTest
  @EnumSource
  void addressMustBeOneAndNotEmpty(AddressingVersion version) {
    assertThatThrownBy(() -> parse("<a:Address> </a:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class);
    assertThatThrownBy(
            () -> parse("<a:Address>urn:a</a:Address><a:Address>urn:b</a:Address>", version))
        .isInstanceOf(InvalidEndpointReferenceException.class)
        .hasMessageContaining("more than one");
    assertThatIllegalArgumentException().isThrownBy(() -> EndpointReference.of(" "));
  }

  @Test
  void anonymousAndNoneAreAMatterOfTheVersion() {
    EndpointReference anonymous = EndpointReference.anonymous(AddressingVersion.WSA_10);
    EndpointReference none = EndpointReference.of("http://www.w3.org/2005/08/addressing/none");

    assertThat(anonymous.isAnonymous(AddressingVersion.WSA_10)).isTrue();
    assertThat(anonymous.isAnonymous(AddressingVersion.WSA_2004_08)).isFalse();
    assertThat(none.isNone(AddressingVersion.WSA_10)).isTrue();
    assertThat(none.isNone(AddressingVersion.WSA_2004_08)).isFalse();
  }

  @Test
  void parametersCanBeMadeOfText() throws XMLStreamException {
    EndpointReference reference =
        EndpointReference.of("urn:a").withReferenceParameter(new QName("urn:p", "p"), "1");

    assertThat(write(reference, AddressingVersion.WSA_10)).contains("<p xmlns=\"urn:p\">1</p>");
  }
}
