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
 * A relationship to another message: one {@code wsa:RelatesTo} header (Core section 3.2).
 *
 * @param messageId the id of the other message
 * @param relationshipType an IRI; for 2004/08, which uses qualified names, <code>{namespace}local
 *     </code>
 */
public record RelatesTo(String messageId, String relationshipType) {
  /** The relationship type of a reply, in both versions. A header without a type has this type. */
  public static final String REPLY = "http://www.w3.org/2005/08/addressing/reply";

  private static final String TYPE = "RelationshipType";

  /** Returns the relationship of a reply to the message with that id. */
  public static RelatesTo reply(String messageId) {
    return new RelatesTo(messageId, REPLY);
  }

  /** Returns whether the message is a reply to the other one. */
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

  /** Returns the header for this relationship. */
  HeaderBlock header(AddressingVersion version) {
    QName name = AddressingHeader.RELATES_TO.in(version);
    return isReply()
        ? HeaderBlock.of(name, messageId)
        : HeaderBlock.of(name, writer -> writeTo(writer, version));
  }

  /**
   * Writes the attributes and the content of the header. The type of a reply is omitted, as in WCF.
   */
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
