package io.steatite.addressing;

/**
 * Which addresses an endpoint takes in ReplyTo and FaultTo, its policy in the words of
 * WS-Addressing Metadata section 3.1. The address none is always taken.
 */
public enum ReplyAddressPolicy {
  /**
   * Any, as far as {@link AddressingLayer.Builder#decoupledReplies} lets replies leave; at an
   * endpoint without decoupled replies the same as {@link #ANONYMOUS}.
   */
  ANY(true, true, ""),

  /**
   * The anonymous one only, AnonymousResponses: answers come back the way the request came (rules
   * R3515 and R3516).
   */
  ANONYMOUS(true, false, "OnlyAnonymousAddressSupported"),

  /**
   * Others only, NonAnonymousResponses: answers come on a connection of their own, as with
   * composite duplex (rule R3514). A request without ReplyTo is refused too, since it means the
   * anonymous address.
   */
  NON_ANONYMOUS(false, true, "OnlyNonAnonymousAddressSupported");

  private final boolean anonymous;
  private final boolean others;
  private final String subsubcode;

  ReplyAddressPolicy(boolean anonymous, boolean others, String subsubcode) {
    this.anonymous = anonymous;
    this.others = others;
    this.subsubcode = subsubcode;
  }

  /** Whether it takes addresses that a request names itself. */
  boolean includeOthers() {
    return others;
  }

  /** Whether it takes the address of a reference. */
  boolean include(EndpointReference reference, AddressingVersion version) {
    return reference.isNone(version) || (reference.isAnonymous(version) ? anonymous : others);
  }

  /** What the predefined fault about an address that it does not take is called (6.4.1). */
  String subsubcode() {
    return subsubcode;
  }
}
