package io.steatite.addressing;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The headers that carry message addressing properties (Core section 3.2). */
enum AddressingHeader {
  TO("To", true),
  ACTION("Action", true),
  MESSAGE_ID("MessageID", false),
  RELATES_TO("RelatesTo", true),
  FROM("From", true),
  REPLY_TO("ReplyTo", false),
  FAULT_TO("FaultTo", false);

  private final String localName;
  private final boolean mattersOneWay;

  AddressingHeader(String localName, boolean mattersOneWay) {
    this.localName = localName;
    this.mattersOneWay = mattersOneWay;
  }

  /** The header of that name, if the name is one of the version's. */
  static Optional<AddressingHeader> of(QName name, AddressingVersion version) {
    return name.getNamespaceURI().equals(version.namespace())
        ? Optional.ofNullable(of(name.getLocalPart()))
        : Optional.empty();
  }

  private static @Nullable AddressingHeader of(String localName) {
    for (AddressingHeader header : values()) {
      if (header.localName.equals(localName)) {
        return header;
      }
    }
    return null;
  }

  /** Its name in a version. */
  QName in(AddressingVersion version) {
    return version.name(localName);
  }

  /** Whether it means anything to the receiver of a one-way message (rule B3312). */
  boolean mattersOneWay() {
    return mattersOneWay;
  }

  /** Whether it means nothing but where an answer goes, and how it is known there. */
  boolean mattersForReplyOnly() {
    return !mattersOneWay;
  }

  /** Its local name. */
  @Override
  public String toString() {
    return localName;
  }
}
