package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class MetadataSectionTest {
  private static final String MEX = MetadataSection.METADATA_EXCHANGE;

  private static List<MetadataSection> parse(String metadata, AddressingVersion version) {
    String element = "<m:Metadata xmlns:m='" + MEX + "'>" + metadata + "</m:Metadata>";
    String placed = version.wrapsMetadata() ? "<a:Metadata>" + element + "</a:Metadata>" : element;
    return MetadataSection.of(
        EndpointReferenceTest.parse("<a:Address>urn:a</a:Address>" + placed, version), version);
  }

  @Requirement("B3121")
  @ParameterizedTest
  @EnumSource
  void embeddedMetadataIsReadBack(AddressingVersion version) {
    List<MetadataSection> sections =
        parse(
            "<m:MetadataSection Dialect=' urn:d ' Identifier='urn:i'><t:about>x</t:about>"
                + "</m:MetadataSection>",
            version);

    assertThat(sections).hasSize(1);
    assertThat(sections.get(0).dialect()).isEqualTo("urn:d");
    assertThat(sections.get(0).identifier()).contains("urn:i");
    assertThat(sections.get(0).content())
        .isInstanceOfSatisfying(
            MetadataSection.InFull.class, full -> assertThat(full.element().text()).isEqualTo("x"));
  }

  @Requirement("B3121")
  @ParameterizedTest
  @EnumSource
  void metadataByReferenceIsReadBack(AddressingVersion version) {
    List<MetadataSection> sections =
        parse(
            "<m:MetadataSection Dialect='urn:d'><m:MetadataReference>"
                + "<a:Address>urn:there</a:Address></m:MetadataReference></m:MetadataSection>"
                + "<m:MetadataSection Dialect='urn:d'><m:Location> urn:loc </m:Location>"
                + "</m:MetadataSection>",
            version);

    assertThat(sections)
        .containsExactly(
            MetadataSection.atEndpoint("urn:d", EndpointReference.of("urn:there")),
            new MetadataSection(
                "urn:d", Optional.empty(), new MetadataSection.AtLocation("urn:loc")));
  }

  @Requirement({"B3121", "R3111"})
  @ParameterizedTest
  @EnumSource
  void referenceOfAnotherVersionIsInvalid(AddressingVersion version) {
    assertThatThrownBy(
            () ->
                parse(
                    "<m:MetadataSection><m:MetadataReference><o:Address xmlns:o='%s'>urn:x"
                            .formatted(
                                version.wrapsMetadata()
                                    ? AddressingVersion.WSA_2004_08.namespace()
                                    : AddressingVersion.WSA_10.namespace())
                        + "</o:Address></m:MetadataReference></m:MetadataSection>",
                    version))
        .isInstanceOf(InvalidEndpointReferenceException.class)
        .hasMessageContaining("R3111");
  }

  @Test
  void emptySectionsAndOtherMetadataAreSkipped() {
    assertThat(parse("<m:MetadataSection Dialect='urn:d'/><t:x/>", AddressingVersion.WSA_10))
        .isEmpty();
    assertThat(
            MetadataSection.of(
                EndpointReferenceTest.parse(
                    "<a:Address>urn:a</a:Address><a:Metadata><t:x/></a:Metadata>",
                    AddressingVersion.WSA_10),
                AddressingVersion.WSA_10))
        .isEmpty();
  }

  @Requirement("B3121")
  @ParameterizedTest
  @EnumSource
  void sectionsAreWrittenAtThePlaceOfTheVersion(AddressingVersion version) throws Exception {
    EndpointReference reference =
        EndpointReference.builder("urn:a")
            .metadata(
                version,
                MetadataSection.inFull("urn:d", XmlFragment.parse("<t:about xmlns:t='urn:t'/>")),
                MetadataSection.atEndpoint(
                    MetadataSection.METADATA_EXCHANGE, EndpointReference.of("urn:there")),
                new MetadataSection(
                    "urn:d", Optional.of("urn:i"), new MetadataSection.AtLocation("urn:loc")))
            .build();
    String metadata =
        """
        <m:Metadata xmlns:m="%s">
          <m:MetadataSection Dialect="urn:d"><t:about xmlns:t="urn:t"/></m:MetadataSection>
          <m:MetadataSection Dialect="%s">
            <m:MetadataReference><a:Address>urn:there</a:Address></m:MetadataReference>
          </m:MetadataSection>
          <m:MetadataSection Dialect="urn:d" Identifier="urn:i">
            <m:Location>urn:loc</m:Location>
          </m:MetadataSection>
        </m:Metadata>
        """
            .formatted(MEX, MEX);

    XmlAssert.assertThat(EndpointReferenceTest.write(reference, version))
        .and(
            "<a:EndpointReference xmlns:a='%s'><a:Address>urn:a</a:Address>%s</a:EndpointReference>"
                .formatted(
                    version.namespace(),
                    version.wrapsMetadata()
                        ? "<a:Metadata>" + metadata + "</a:Metadata>"
                        : metadata))
        .ignoreWhitespace()
        .areSimilar();
    assertThat(MetadataSection.of(reference, version)).hasSize(3);
  }
}
