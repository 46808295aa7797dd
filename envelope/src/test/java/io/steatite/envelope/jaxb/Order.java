package io.steatite.envelope.jaxb;

import jakarta.activation.DataHandler;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import javax.xml.namespace.QName;

/** Something to bind. */
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

  /** The general one. */
  @XmlType(namespace = NAMESPACE)
  static class Item {
    @XmlElement String name;
  }

  /** Only to be known by its xsi:type. */
  @XmlType(namespace = NAMESPACE)
  static class Gift extends Item {
    @XmlElement String ribbon;
  }
}
