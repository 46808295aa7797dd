package io.steatite.envelope;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP node: the roles it plays while it processes a message, and thereby which header blocks are
 * its business (SOAP 1.2 Part 1 sections 2.1 to 2.3, SOAP 1.1 section 4.2.2).
 *
 * <p>Every node plays the role next, none plays the role none. A header block without role, or with
 * an empty one, is for the ultimate receiver. Immutable, safe to share between threads.
 */
public final class SoapNode {
  /** The node a message is sent to in the end, which processes the body. */
  public static final SoapNode ULTIMATE_RECEIVER = new SoapNode(null, Set.of());

  private final @Nullable String uri;
  private final Set<String> moreRoles;

  private SoapNode(@Nullable String uri, Set<String> moreRoles) {
    this.uri = uri;
    this.moreRoles = moreRoles;
  }

  /**
   * A node that passes messages on.
   *
   * @param uri what its faults say about who it is (SOAP 1.2 Part 1 section 5.4.3)
   */
  public static SoapNode intermediary(String uri) {
    return new SoapNode(uri, Set.of());
  }

  /**
   * This node, playing further roles (actors).
   *
   * @throws IllegalArgumentException if one of them is the role none, which nobody may play
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

  /** What names this node in faults; the ultimate receiver needs no name. */
  public Optional<String> uri() {
    return Optional.ofNullable(uri);
  }

  /** Whether it passes messages on instead of processing their bodies. */
  public boolean isIntermediary() {
    return uri != null;
  }

  /** Whether it plays a role, in messages of a version. */
  public boolean plays(String role, SoapVersion version) {
    if (role.equals(version.nextRole()) || moreRoles.contains(role)) {
      return true;
    }
    return !isIntermediary() && (role.isEmpty() || role.equals(version.ultimateReceiverRole()));
  }

  /** Whether a header block of a message of that version is targeted at it. */
  public boolean isTargetOf(HeaderBlock block, SoapVersion version) {
    return plays(block.role(), version);
  }

  /** Kind and roles, for logs. */
  @Override
  public String toString() {
    return (isIntermediary() ? "intermediary " + uri : "ultimate receiver")
        + (moreRoles.isEmpty() ? "" : " playing " + moreRoles);
  }
}
