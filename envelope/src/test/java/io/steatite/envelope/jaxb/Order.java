package io.steatite.envelope.jaxb;

import jakarta.activation.DataHandler;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import javax.xml.namespace.QName;

/** A class to marshal and unmarshal. */
@XmlRootElement(namespace = Order.NAMESPACE)
class Order {
  static final String NAMESPACE = "urn:orders";

  @XmlAttribute int id;

  @XmlElement(namespace = NAMESPACE)
  String text;

  @XmlElement(namespace = NAMESPACE)
  QName kind;

  @XmlElement(namespace = NAMESPACE)
  Item item;

  @XmlElement(namespace = NAMESPACE)
  byte[] picture;

  @XmlElement(namespace = NAMESPACE)
  @XmlMimeType("application/pdf")
  DataHandler file;

  /** The declared type of the item. */
  @XmlType(namespace = NAMESPACE)
  static class Item {
    @XmlElement String name;
  }

  /** A subtype that documents identify by xsi:type. */
  @XmlType(namespace = NAMESPACE)
  static class Gift extends Item {
    @XmlElement String ribbon;
  }
}
