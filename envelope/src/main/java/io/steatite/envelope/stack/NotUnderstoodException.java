package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import io.steatite.envelope.HeaderBlock;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * A reply holds mandatory header blocks for the client that neither its layers nor the client
 * itself understands (SOAP 1.2 Part 1 section 2.4).
 */
public final class NotUnderstoodException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final transient List<QName> names;

  NotUnderstoodException(List<HeaderBlock> blocks) {
    super(
        Kind.RECEIVER,
        "The reply holds mandatory header blocks that are not understood here: "
            + blocks
            + "; a client that can do without declares them with"
            + " MessageStack.Builder.understanding(...)",
        null);
    names = blocks.stream().map(HeaderBlock::name).toList();
  }

  /** The names of the blocks. */
  public List<QName> names() {
    return names;
  }
}
