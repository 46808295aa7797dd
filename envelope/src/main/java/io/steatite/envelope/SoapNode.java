package io.steatite.envelope;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP node: the roles it plays while it processes a message. They decide which header blocks are
 * targeted at it (SOAP 1.2 Part 1 sections 2.1 to 2.3, SOAP 1.1 section 4.2.2).
 *
 * <p>Every node plays the role next, and no node plays the role none. A header block with no role
 * or an empty one is targeted at the ultimate receiver. Immutable, safe to share between threads.
 */
public final class SoapNode {
  /** The last node on the message path, which processes the body. */
  public static final SoapNode ULTIMATE_RECEIVER = new SoapNode(null, Set.of());

  private final @Nullable String uri;
  private final Set<String> moreRoles;

  private SoapNode(@Nullable String uri, Set<String> moreRoles) {
    this.uri = uri;
    this.moreRoles = moreRoles;
  }

  /**
   * Returns a node that passes messages on.
   *
   * @param uri identifies the node in its faults (SOAP 1.2 Part 1 section 5.4.3)
   */
  public static SoapNode intermediary(String uri) {
    return new SoapNode(uri, Set.of());
  }

  /**
   * Returns this node with further roles (actors).
   *
   * @throws IllegalArgumentException if one of them is the role none
   */
  public SoapNode playing(String... roles) {
    Set<String> all = new HashSet<>(moreRoles);
    for (String role : roles) {
      if (role.equals(SoapVersion.SOAP_12.noneRole())) {
        throw new IllegalArgumentException(
            "No node plays the role " + role + " (SOAP 1.2 Part 1 section 2.2)");
      }
      all.add(role);
    }
    return new SoapNode(uri, Set.copyOf(all));
  }

  /** Returns what identifies this node in faults; empty for the ultimate receiver. */
  public Optional<String> uri() {
    return Optional.ofNullable(uri);
  }

  /** Returns whether the node passes messages on instead of processing their bodies. */
  public boolean isIntermediary() {
    return uri != null;
  }

  /** Returns whether the node plays the role in messages of the given version. */
  public boolean plays(String role, SoapVersion version) {
    if (role.equals(version.nextRole()) || moreRoles.contains(role)) {
      return true;
    }
    return !isIntermediary() && (role.isEmpty() || role.equals(version.ultimateReceiverRole()));
  }

  /**
   * Returns whether a header block is targeted at this node.
   *
   * @param version of the message that has the block
   */
  public boolean isTargetOf(HeaderBlock block, SoapVersion version) {
    return plays(block.role(), version);
  }

  /** Returns kind and roles, for logs. */
  @Override
  public String toString() {
    return (isIntermediary() ? "intermediary " + uri : "ultimate receiver")
        + (moreRoles.isEmpty() ? "" : " playing " + moreRoles);
  }
}
