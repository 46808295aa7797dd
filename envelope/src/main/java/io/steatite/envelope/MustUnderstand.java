package io.steatite.envelope;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The mustUnderstand check: a pure function of the header blocks, the roles that a node plays and
 * the names that it understands (SOAP 1.2 Part 1 sections 2.4 and 2.6, SOAP 1.1 section 4.2.3).
 */
public final class MustUnderstand {
  /** At most this many names are listed, since the sender chooses how many there are. */
  private static final int MOST_NAMES = 10;

  /** Longer names, namespace and local name together, are not repeated. */
  private static final int LONGEST_NAME = 512;

  private MustUnderstand() {}

  /**
   * Returns the mandatory header blocks that are targeted at the node and that it does not
   * understand, in document order.
   *
   * @param understood tells whether the node understands blocks of a name
   */
  public static List<HeaderBlock> notUnderstood(
      Message message, SoapNode node, Predicate<QName> understood) {
    if (message.headers().isEmpty()) {
      return List.of();
    }
    return message.headers().stream()
        .filter(HeaderBlock::mustUnderstand)
        .filter(block -> node.isTargetOf(block, message.version()))
        .filter(block -> !understood.test(block.name()))
        .toList();
  }

  /**
   * Returns the fault for blocks that are not understood. In SOAP 1.2 it comes with NotUnderstood
   * header blocks, one for each name (SOAP 1.2 Part 1 section 5.4.8 allows any number of them): for
   * the first ten names, and none for names of more than 512 characters, so that the answer to a
   * small message is small. It names an intermediary (section 5.4.3), and the role of the first
   * block that has one (section 5.4.4).
   *
   * @param blocks at least one
   */
  public static Fault fault(List<HeaderBlock> blocks, SoapVersion version, SoapNode node) {
    Set<QName> all = blocks.stream().map(HeaderBlock::name).collect(toSet());
    List<QName> names =
        blocks.stream()
            .map(HeaderBlock::name)
            .distinct()
            .filter(MustUnderstand::isRepeatable)
            .limit(MOST_NAMES)
            .toList();
    Fault.Builder fault =
        Fault.builder(
            FaultCode.MUST_UNDERSTAND,
            "Mandatory header blocks are not understood: "
                + listed(names, all.size() - names.size()));
    if (version.explainsHeaderFaults()) {
      names.forEach(name -> fault.header(notUnderstood(name, version)));
    }
    return fault.node(node.uri().orElse(null)).role(roleOf(blocks)).build();
  }

  private static @Nullable String roleOf(List<HeaderBlock> blocks) {
    return blocks.stream()
        .map(HeaderBlock::role)
        .filter(role -> !role.isEmpty() && role.length() <= LONGEST_NAME)
        .findFirst()
        .orElse(null);
  }

  private static boolean isRepeatable(QName name) {
    return name.getNamespaceURI().length() + name.getLocalPart().length() <= LONGEST_NAME;
  }

  private static String listed(List<QName> names, int more) {
    String listed = names.stream().map(QName::toString).collect(joining(", "));
    return more == 0 ? listed : (listed + " and " + more + " more").strip();
  }

  private static HeaderBlock notUnderstood(QName name, SoapVersion version) {
    return HeaderBlock.of(
        version.name("NotUnderstood"),
        writer -> {
          writer.writeNamespace("h", name.getNamespaceURI());
          writer.writeAttribute("qname", "h:" + name.getLocalPart());
        });
  }
}
