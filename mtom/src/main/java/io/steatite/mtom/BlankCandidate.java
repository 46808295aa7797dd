package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * White space right after a start tag. It is indentation if a tag or a comment comes next, and the
 * start of the element's text otherwise, which WCF's MTOM reader drops unless an empty CDATA
 * section comes before it.
 */
final class BlankCandidate implements Candidate {
  /** More white space is taken for text. */
  private static final int LONGEST = 1 << 12;

  private final StringBuilder blanks = new StringBuilder();

  /**
   * Takes more text.
   *
   * @return false if it is not white space alone, or too much of it; nothing was taken then
   */
  boolean add(CharSequence text) {
    boolean taken = blanks.length() + text.length() <= LONGEST && XmlWhitespace.isBlank(text);
    if (taken) {
      blanks.append(text);
    }
    return taken;
  }

  @Override
  public @Nullable OutgoingContent asPart() {
    return null;
  }

  @Override
  public String contentType() {
    return BinaryContent.OCTET_STREAM;
  }

  /** Writes the white space between two tags. */
  void writeAsIndentation(XMLStreamWriter2 writer) throws XMLStreamException {
    writer.writeCharacters(blanks.toString());
  }

  @Override
  public void writeAsText(XMLStreamWriter2 writer) throws XMLStreamException {
    writer.writeCData("");
    writer.writeCharacters(blanks.toString());
  }
}
