package io.steatite.envelope.xml;

/** Says which attributes of an element are meant. */
@FunctionalInterface
public interface AttributeFilter {
  /**
   * Whether an attribute is one of them.
   *
   * @param namespace its namespace; empty if it has none
   */
  boolean keeps(String namespace, String localName);
}
