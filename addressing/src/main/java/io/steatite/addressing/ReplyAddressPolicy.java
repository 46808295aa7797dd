package io.steatite.addressing;

/**
 * Which addresses an endpoint accepts in ReplyTo and FaultTo, as the policy assertions of
 * WS-Addressing Metadata section 3.1 state it. Every policy accepts the address none.
 */
public enum ReplyAddressPolicy {
  /**
   * Accepts every address to which {@link AddressingLayer.Builder#decoupledReplies} permits
   * replies. Without decoupled replies this is the same as {@link #ANONYMOUS}.
   */
  ANY(true, true, ""),

  /**
   * Accepts only the anonymous address (AnonymousResponses): every answer is sent on the connection
   * of its request (rules R3515 and R3516).
   */
  ANONYMOUS(true, false, "OnlyAnonymousAddressSupported"),

  /**
   * Accepts only other addresses (NonAnonymousResponses): every answer is sent on a connection of
   * its own, as in WCF's composite duplex (rule R3514). A request without ReplyTo is refused too,
   * because a missing ReplyTo means the anonymous address.
   */
  NON_ANONYMOUS(false, true, "OnlyNonAnonymousAddressSupported");

  private final boolean anonymous;
  private final boolean nonAnonymous;
  private final String subsubcode;

  ReplyAddressPolicy(boolean anonymous, boolean nonAnonymous, String subsubcode) {
    this.anonymous = anonymous;
    this.nonAnonymous = nonAnonymous;
    this.subsubcode = subsubcode;
  }

  /** Returns whether addresses other than the anonymous one are accepted. */
  boolean acceptsNonAnonymous() {
    return nonAnonymous;
  }

  /** Returns whether the address of an endpoint reference is accepted. */
  boolean accepts(EndpointReference reference, AddressingVersion version) {
    return reference.isNone(version) || (reference.isAnonymous(version) ? anonymous : nonAnonymous);
  }

  /**
   * Returns the subsubcode of the fault for an address that is not accepted (SOAP Binding section
   * 6.4.1).
   */
  String subsubcode() {
    return subsubcode;
  }
}
