package io.steatite.envelope;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/**
 * The mustUnderstand check, a pure function of the header blocks, the roles a node plays and what
 * it understands (SOAP 1.2 Part 1 sections 2.4 and 2.6, SOAP 1.1 section 4.2.3).
 */
public final class MustUnderstand {
  private MustUnderstand() {}

  /**
   * The mandatory header blocks for this node that it does not understand.
   *
   * @param roles the roles it plays, besides next and ultimate receiver
   * @param understood whether it understands blocks of a name
   */
  public static List<HeaderBlock> notUnderstood(
      Message message, Set<String> roles, Predicate<QName> understood) {
    if (message.headers().isEmpty()) {
      return List.of();
    }
    Set<String> own = message.version().ultimateReceiverRoles();
    return message.headers().stream()
        .filter(HeaderBlock::mustUnderstand)
        .filter(block -> own.contains(block.role()) || roles.contains(block.role()))
        .filter(block -> !understood.test(block.name()))
        .toList();
  }

  /**
   * The fault about blocks that are not understood. In SOAP 1.2 it comes with a NotUnderstood
   * header for each of their names (SOAP 1.2 Part 1 section 5.4.8).
   *
   * @param blocks at least one
   */
  public static Fault fault(List<HeaderBlock> blocks, SoapVersion version) {
    List<QName> names = blocks.stream().map(HeaderBlock::name).distinct().toList();
    Fault.Builder fault =
        Fault.builder(
            FaultCode.MUST_UNDERSTAND,
            "Mandatory header blocks are not understood: "
                + names.stream().map(QName::toString).reduce((a, b) -> a + ", " + b).orElse(""));
    if (version.explainsHeaderFaults()) {
      names.forEach(name -> fault.header(notUnderstood(name, version)));
    }
    return fault.build();
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
