package io.steatite.addressing;

import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlContent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any content of addressing headers is answered with a message that has addressing headers of its
 * own.
 */
class GarbageTest {
  private static final List<XmlContent> GARBAGE =
      List.of(
          text(""),
          text(" \n\t"),
          text("\u00fc \u2028 %zz ::// [::1 \ud83d\ude00"),
          text("http://[::1"),
          text("//relative"),
          text("?"),
          text("x".repeat(100_000)),
          XmlContent.EMPTY,
          element("<x/>"),
          element("<a:Address/>"),
          element("<a:Address> </a:Address>"),
          element("<a:Address><a:Address>u</a:Address></a:Address>"),
          element("<a:Address>u:1</a:Address><a:Address>u:2</a:Address>"),
          element("<a:ReferenceParameters>text</a:ReferenceParameters>"),
          element("<a:Address>u:1</a:Address><a:ReferenceParameters><x/></a:ReferenceParameters>"),
          element("<a:Address>u:1</a:Address><a:ReferenceParameters>t</a:ReferenceParameters>"),
          element(
              "<a:Address>u:1</a:Address><a:ReferenceParameters>"
                  + "<t:x/>".repeat(5_000)
                  + "</a:ReferenceParameters>"),
          writer -> writer.writeAttribute("RelationshipType", " :: "),
          writer -> {
            writer.writeAttribute("RelationshipType", "unbound:x");
            writer.writeCharacters("urn:id");
          });

  private static XmlContent text(String text) {
    return writer -> writer.writeCharacters(text);
  }

  /** Returns content in which the prefix "a" is bound to the namespace of the version. */
  private static XmlContent element(String xml) {
    return writer -> {
      String namespace = writer.getNamespaceContext().getNamespaceURI("a");
      EndpointReferenceTest.fragment(xml, namespace).content().writeTo(writer);
    };
  }

  @Versions.Each
  void requestWithGarbageInOneHeaderGetsAnAddressedReply(Versions versions) throws Exception {
    for (AddressingHeader header : AddressingHeader.values()) {
      for (int i = 0; i < GARBAGE.size(); i++) {
        Service service = new Service(versions);
        HeaderBlock garbage = HeaderBlock.of(header.in(versions.wsa()), GARBAGE.get(i));

        Message reply = service.request(replacing(service.good(ECHO), garbage));

        assertThat(Service.properties(reply, versions).action())
            .as(header + " with garbage " + i)
            .hasValueSatisfying(
                action ->
                    assertThat(action).isIn("urn:echoResponse", versions.wsa().faultAction()));
      }
    }
  }

  @Versions.Each
  void oneWayMessageWithGarbageInOneHeaderIsAccepted(Versions versions) throws Exception {
    for (AddressingHeader header : AddressingHeader.values()) {
      for (XmlContent content : GARBAGE) {
        Service service = new Service(versions);
        HeaderBlock garbage = HeaderBlock.of(header.in(versions.wsa()), content);

        // Without a readable action the message is not known to be one-way, and gets a fault.
        if (header != AddressingHeader.ACTION) {
          service.send(
              replacing(new HeaderBlock[] {service.action(NOTIFY), service.to()}, garbage));
        }
      }
    }
  }

  @Versions.Each
  void tooManyReferenceParametersAreRefused(Versions versions) throws Exception {
    Service service = new Service(versions);
    EndpointReference anonymous = EndpointReference.anonymous(versions.wsa());
    HeaderBlock replyTo =
        HeaderBlock.of(
            versions.wsa().name("ReplyTo"),
            writer -> {
              anonymous.content(versions.wsa()).writeTo(writer);
              writer.writeStartElement("a", "ReferenceParameters", versions.wsa().namespace());
              for (int i = 0; i < 100_000; i++) {
                writer.writeEmptyElement("t", "p", "urn:test");
              }
              writer.writeEndElement();
            });

    Message reply = service.request(service.good(ECHO, replyTo));

    assertThat(reply.isFault()).isTrue();
    assertThat(service.received).isEmpty();
  }

  private static HeaderBlock[] replacing(HeaderBlock[] headers, HeaderBlock other) {
    return Stream.concat(
            Stream.of(headers).filter(block -> !block.name().equals(other.name())),
            Stream.of(other))
        .toArray(HeaderBlock[]::new);
  }
}
