package io.steatite.addressing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.stream.Stream;
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

  private static final Map<String, AddressingHeader> BY_NAME =
      Stream.of(values()).collect(toUnmodifiableMap(AddressingHeader::toString, identity()));

  private final String localName;
  private final boolean mattersOneWay;

  AddressingHeader(String localName, boolean mattersOneWay) {
    this.localName = localName;
    this.mattersOneWay = mattersOneWay;
  }

  /** Returns the header with a name, or null if the version has no header of that name. */
  static @Nullable AddressingHeader of(QName name, AddressingVersion version) {
    return name.getNamespaceURI().equals(version.namespace())
        ? BY_NAME.get(name.getLocalPart())
        : null;
  }

  /** Returns the qualified name of the header in a version. */
  QName in(AddressingVersion version) {
    return version.name(this);
  }

  /** Returns whether the header matters to the receiver of a one-way message (rule B3312). */
  boolean mattersOneWay() {
    return mattersOneWay;
  }

  /** Returns the local name. */
  @Override
  public String toString() {
    return localName;
  }
}
