package io.steatite.envelope;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The mustUnderstand check, a pure function of the header blocks, the roles a node plays and what
 * it understands (SOAP 1.2 Part 1 sections 2.4 and 2.6, SOAP 1.1 section 4.2.3).
 */
public final class MustUnderstand {
  /** More names than these explain nothing more, and the sender has chosen how many there are. */
  private static final int MOST_NAMES = 10;

  /** Characters of namespace and local name at most, for a name to be repeated. */
  private static final int LONGEST_NAME = 512;

  private MustUnderstand() {}

  /**
   * The mandatory header blocks for a node that it does not understand, in document order.
   *
   * @param understood whether it understands blocks of a name
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
   * The fault about blocks that are not understood. In SOAP 1.2 it comes with a NotUnderstood
   * header for each of the first ten of their names (SOAP 1.2 Part 1 section 5.4.8; it may be any
   * number of them), but not for names of more than 512 characters: the answer to a small message
   * is not large. An intermediary says who it is (section 5.4.3), the ultimate receiver need not;
   * either says in which role it was asked to understand, if a block names one (section 5.4.4).
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
