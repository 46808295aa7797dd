package io.steatite.envelope.xml;

import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.ri.Stax2ReaderAdapter;
import org.codehaus.stax2.typed.Base64Variant;

/** Typed access to a fragment, with the complaints of a parser. */
final class TypedFragmentReader extends Stax2ReaderAdapter {
  TypedFragmentReader(FragmentReader reader) {
    super(reader);
  }

  /** Complains about child elements as parsers do, which the adapter calls a wrong state. */
  @Override
  public int readElementAsBinary(byte[] bytes, int offset, int length, Base64Variant variant)
      throws XMLStreamException {
    try {
      return super.readElementAsBinary(bytes, offset, length, variant);
    } catch (IllegalStateException e) {
      if (getEventType() == START_ELEMENT) {
        throw new XMLStreamException(
            "Expected binary content, found element " + getName(), getLocation(), e);
      }
      throw e;
    }
  }
}
