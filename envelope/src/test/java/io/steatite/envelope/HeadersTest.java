package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.testing.Requirement;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadersTest {
  private static final QName NAME = new QName("urn:h", "Token", "h");

  private static HeaderBlock block(String text, String role) {
    return HeaderBlock.of(NAME, text).withRole(role);
  }

  private static String found(Message message) {
    return message.headers().find(NAME).orElseThrow().text();
  }

  @ParameterizedTest
  @EnumSource
  void findPrefersTheBlockForThisNode(SoapVersion version) {
    HeaderBlock other = block("other", "urn:other");
    HeaderBlock mine = block("mine", "urn:mine");
    HeaderBlock last = block("last", "");
    Message message = Message.of(version, Body.empty()).withHeaders(Headers.of(other, mine, last));
    SoapNode playing = SoapNode.ULTIMATE_RECEIVER.playing("urn:mine");
    SoapNode relay = SoapNode.intermediary("urn:relay");
    assertThat(found(message)).isEqualTo("last");
    assertThat(found(message.withNode(playing))).isEqualTo("mine");
    assertThat(found(message.withNode(relay.playing("urn:other")))).isEqualTo("other");
  }

  @Test
  void findFallsBackToBlocksForOthers() {
    Message message =
        Message.of(SoapVersion.SOAP_12, Body.empty()).withHeader(block("other", "urn:other"));
    assertThat(found(message)).isEqualTo("other");
    assertThat(message.headers().targeted()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soaproles-next")
  void everyNodePlaysTheRoleNext(SoapVersion version) {
    HeaderBlock next = block("next", version.nextRole());
    Headers headers = Headers.of(block("other", "urn:other"), next);
    Message message = Message.of(version, Body.empty()).withHeaders(headers);
    assertThat(found(message)).isEqualTo("next");
    assertThat(message.withNode(SoapNode.intermediary("urn:relay")).headers().targeted())
        .containsExactly(next);
  }

  @Test
  void changedHeadersKeepTheirNode() {
    SoapNode node = SoapNode.intermediary("urn:relay");
    Message message =
        Message.of(SoapVersion.SOAP_12, Body.empty())
            .withNode(node)
            .withHeader(block("end", ""))
            .withHeader(block("next", SoapVersion.SOAP_12.nextRole()));
    assertThat(found(message)).isEqualTo("next");
    assertThat(message.node()).isSameAs(node);
    assertThat(Message.of(SoapVersion.SOAP_12, Body.empty()).node())
        .isSameAs(SoapNode.ULTIMATE_RECEIVER);
  }
}
