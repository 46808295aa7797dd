package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * The header blocks of a message, in document order, as one SOAP node sees them. The node is the
 * ultimate receiver unless {@link Message#withNode} says otherwise.
 *
 * <p>Immutable, safe to share between threads: every change makes a copy.
 */
public final class Headers implements Iterable<HeaderBlock> {
  private static final Headers EMPTY =
      new Headers(new HeaderBlock[0], Headers::isForUltimateReceiver);

  /** Not changed once it is here, and not handed out. */
  private final HeaderBlock[] blocks;

  private final Predicate<HeaderBlock> targeted;

  private Headers(HeaderBlock[] blocks, Predicate<HeaderBlock> targeted) {
    this.blocks = blocks;
    this.targeted = targeted;
  }

  /** Returns headers without a block. */
  public static Headers empty() {
    return EMPTY;
  }

  /** Returns the given blocks in the given order. */
  public static Headers of(HeaderBlock... blocks) {
    return of(List.of(blocks));
  }

  /** Returns the given blocks in the given order. */
  public static Headers of(List<HeaderBlock> blocks) {
    return EMPTY.copy(blocks.toArray(HeaderBlock[]::new));
  }

  private Headers copy(HeaderBlock[] value) {
    return value.length == 0 && targeted == EMPTY.targeted ? EMPTY : new Headers(value, targeted);
  }

  /** Role names of all versions count, since headers do not know their message's version. */
  private static boolean isForUltimateReceiver(HeaderBlock block) {
    if (block.role().isEmpty()) {
      return true;
    }
    for (SoapVersion version : SoapVersion.values()) {
      if (SoapNode.ULTIMATE_RECEIVER.isTargetOf(block, version)) {
        return true;
      }
    }
    return false;
  }

  /** Returns these headers as another node sees them. */
  Headers seenBy(SoapNode node, SoapVersion version) {
    return new Headers(blocks, block -> node.isTargetOf(block, version));
  }

  /**
   * Returns the first block of that name that is targeted at this node; if there is none, the first
   * of that name for any other node. Use {@link #targeted} where a block for another node must not
   * be taken.
   */
  public Optional<HeaderBlock> find(QName name) {
    return find(name.getNamespaceURI(), name.getLocalPart());
  }

  /** Does the same as {@link #find(QName)}. */
  public Optional<HeaderBlock> find(String namespace, String localName) {
    HeaderBlock other = null;
    for (HeaderBlock block : blocks) {
      if (block.isNamed(namespace, localName)) {
        if (targeted.test(block)) {
          return Optional.of(block);
        }
        other = other == null ? block : other;
      }
    }
    return Optional.ofNullable(other);
  }

  /**
   * Returns the blocks that are targeted at this node (SOAP 1.2 Part 1 section 2.3): those for a
   * role that it plays.
   */
  public Headers targeted() {
    return without(targeted.negate());
  }

  /** Returns all blocks of that name, for whatever node, in document order. */
  public List<HeaderBlock> findAll(QName name) {
    return stream()
        .filter(block -> block.isNamed(name.getNamespaceURI(), name.getLocalPart()))
        .toList();
  }

  /** Returns these headers with one more block at the end. */
  public Headers with(HeaderBlock block) {
    HeaderBlock[] all = Arrays.copyOf(blocks, blocks.length + 1);
    all[blocks.length] = block;
    return copy(all);
  }

  /** Returns these headers with more blocks at the end. */
  public Headers with(List<HeaderBlock> more) {
    HeaderBlock[] all = Arrays.copyOf(blocks, blocks.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      all[blocks.length + i] = more.get(i);
    }
    return copy(all);
  }

  /** Returns these headers without the blocks that pass the test. */
  public Headers without(Predicate<HeaderBlock> test) {
    return copy(stream().filter(test.negate()).toArray(HeaderBlock[]::new));
  }

  /** Returns the namespaces in scope around the first block that was received. */
  InScopeNamespaces inScope() {
    for (HeaderBlock block : blocks) {
      XmlFragment element = block.element();
      if (element != null) {
        return element.inScope();
      }
    }
    return InScopeNamespaces.NONE;
  }

  /**
   * Returns about how many bytes of memory the blocks hold. A received block shares its memory with
   * the blocks before it.
   */
  long retained() {
    long most = 0;
    for (HeaderBlock block : blocks) {
      XmlFragment element = block.element();
      most = element == null ? most : Math.max(most, element.retained());
    }
    return most;
  }

  /** Returns the blocks, in document order. */
  public List<HeaderBlock> asList() {
    return Collections.unmodifiableList(Arrays.asList(blocks));
  }

  /** Returns the blocks, in document order. */
  public Stream<HeaderBlock> stream() {
    return Arrays.stream(blocks);
  }

  /** Returns whether there is no block. */
  public boolean isEmpty() {
    return blocks.length == 0;
  }

  /** Returns the number of blocks. */
  public int size() {
    return blocks.length;
  }

  @Override
  public Iterator<HeaderBlock> iterator() {
    return Arrays.asList(blocks).iterator(); // it cannot remove
  }

  /** Returns the names of the blocks, for logs. */
  @Override
  public String toString() {
    return Arrays.toString(blocks);
  }
}
