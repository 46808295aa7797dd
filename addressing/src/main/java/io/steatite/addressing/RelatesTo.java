package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * A message this one is related to, and how: one {@code wsa:RelatesTo} (Core section 3.2).
 *
 * @param messageId the id of that message
 * @param relationshipType an IRI; in 2004/08, where it is a qualified name, <code>{namespace}local
 *     </code>
 */
public record RelatesTo(String messageId, String relationshipType) {
  /** The type of a reply, and of a header without type; stands for both versions' own. */
  public static final String REPLY = "http://www.w3.org/2005/08/addressing/reply";

  private static final String TYPE = "RelationshipType";

  /** Says that the message answers the one with that id. */
  public static RelatesTo reply(String messageId) {
    return new RelatesTo(messageId, REPLY);
  }

  /** Whether the message is a reply. */
  public boolean isReply() {
    return relationshipType.equals(REPLY);
  }

  static RelatesTo read(String messageId, XmlFragment element, AddressingVersion version) {
    @Nullable String type = element.attribute("", TYPE);
    if (type == null) {
      return reply(messageId);
    }
    if (version.hasRelationshipIris()) {
      return new RelatesTo(messageId, XmlWhitespace.strip(type));
    }
    QName name = element.resolve(type);
    return new RelatesTo(messageId, name.equals(version.name("Reply")) ? REPLY : name.toString());
  }

  /** The header that says so; the one of a reply is text only. */
  HeaderBlock header(AddressingVersion version) {
    QName name = AddressingHeader.RELATES_TO.in(version);
    return isReply()
        ? HeaderBlock.of(name, messageId)
        : HeaderBlock.of(name, writer -> writeTo(writer, version));
  }

  /** Writes attributes and content of the header; the type of a reply is left out, as WCF does. */
  void writeTo(XMLStreamWriter2 writer, AddressingVersion version) throws XMLStreamException {
    if (!isReply()) {
      writer.writeAttribute(
          TYPE,
          version.hasRelationshipIris()
              ? relationshipType
              : XmlNames.declare(writer, QName.valueOf(relationshipType)));
    }
    writer.writeCharacters(messageId);
  }
}
