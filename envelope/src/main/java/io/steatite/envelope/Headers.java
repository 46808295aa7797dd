package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * The header blocks of a message, in document order.
 *
 * <p>Immutable, safe to share between threads: every change makes new headers.
 */
public final class Headers implements Iterable<HeaderBlock> {
  private static final Headers EMPTY = new Headers(List.of());

  private final List<HeaderBlock> blocks;

  private Headers(List<HeaderBlock> blocks) {
    this.blocks = blocks;
  }

  /** No header blocks. */
  public static Headers empty() {
    return EMPTY;
  }

  /** The given blocks in the given order. */
  public static Headers of(HeaderBlock... blocks) {
    return of(List.of(blocks));
  }

  /** The given blocks in the given order. */
  public static Headers of(List<HeaderBlock> blocks) {
    return blocks.isEmpty() ? EMPTY : new Headers(List.copyOf(blocks));
  }

  /** The first block of that name, whoever it is for. */
  public Optional<HeaderBlock> find(QName name) {
    return find(name.getNamespaceURI(), name.getLocalPart());
  }

  /** The first block of that name, whoever it is for. */
  public Optional<HeaderBlock> find(String namespace, String localName) {
    for (HeaderBlock block : blocks) {
      if (block.isNamed(namespace, localName)) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  /** All blocks of that name, in document order. */
  public List<HeaderBlock> findAll(QName name) {
    return stream()
        .filter(block -> block.isNamed(name.getNamespaceURI(), name.getLocalPart()))
        .toList();
  }

  /** These headers and one more block after them. */
  public Headers with(HeaderBlock block) {
    return with(List.of(block));
  }

  /** These headers and more blocks after them. */
  public Headers with(List<HeaderBlock> more) {
    List<HeaderBlock> all = new ArrayList<>(blocks.size() + more.size());
    all.addAll(blocks);
    all.addAll(more);
    return of(all);
  }

  /** These headers without the blocks that the test picks. */
  public Headers without(Predicate<HeaderBlock> test) {
    return of(stream().filter(test.negate()).toList());
  }

  /** What is in scope around the first of them that was received, so around most. */
  InScopeNamespaces inScope() {
    for (HeaderBlock block : blocks) {
      XmlFragment element = block.element();
      if (element != null) {
        return element.inScope();
      }
    }
    return InScopeNamespaces.NONE;
  }

  /** About how many bytes of memory they hold. A received block holds those before it too. */
  long retained() {
    long most = 0;
    for (HeaderBlock block : blocks) {
      XmlFragment element = block.element();
      most = element == null ? most : Math.max(most, element.retained());
    }
    return most;
  }

  /** The blocks, in document order. */
  public List<HeaderBlock> asList() {
    return blocks;
  }

  /** The blocks, in document order. */
  public Stream<HeaderBlock> stream() {
    return blocks.stream();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** How many there are. */
  public int size() {
    return blocks.size();
  }

  @Override
  public Iterator<HeaderBlock> iterator() {
    return blocks.iterator();
  }

  /** The names of the blocks, for logs. */
  @Override
  public String toString() {
    return blocks.toString();
  }
}
