package io.steatite.envelope;

import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.BitSet;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.util.StreamWriterDelegate;

/**
 * Writes each element on a line of its own, except beside text. Long base64 text is replaced by its
 * size.
 */
final class IndentingWriter extends StreamWriterDelegate {
  private final PendingText text;
  private int depth;

  /** The depths at which the current element has child elements. */
  private final BitSet filled = new BitSet();

  /** The depths at which the current element has text. */
  private final BitSet mixed = new BitSet();

  IndentingWriter(XMLStreamWriter writer, Transcript transcript) {
    super(writer);
    this.text = new PendingText(transcript);
  }

  private void start() throws XMLStreamException {
    child();
    depth++;
    filled.clear(depth);
    mixed.clear(depth);
  }

  /** Starts a child of the current element. */
  private void child() throws XMLStreamException {
    writeText(mixed.get(depth));
    if (!mixed.get(depth)) {
      newLine();
    }
    filled.set(depth);
  }

  /** Ends the current element. */
  private void end() throws XMLStreamException {
    writeText(mixed.get(depth) || !filled.get(depth));
    boolean ownLine = filled.get(depth) && !mixed.get(depth);
    depth--;
    if (ownLine) {
      newLine();
    }
  }

  private void writeText(boolean evenIfBlank) throws XMLStreamException {
    String pending = text.take();
    boolean blank = XmlWhitespace.isBlank(pending);
    if (!pending.isEmpty() && (evenIfBlank || !blank)) {
      mixed.set(depth, mixed.get(depth) || !blank);
      super.writeCharacters(pending);
    }
  }

  private void newLine() throws XMLStreamException {
    if (depth > 0 || filled.get(0)) {
      super.writeCharacters("\n" + "  ".repeat(depth));
    }
  }

  @Override
  public void writeStartElement(String localName) throws XMLStreamException {
    start();
    super.writeStartElement(localName);
  }

  @Override
  public void writeStartElement(String namespace, String localName) throws XMLStreamException {
    start();
    super.writeStartElement(namespace, localName);
  }

  @Override
  public void writeStartElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    start();
    super.writeStartElement(prefix, localName, namespace);
  }

  @Override
  public void writeEmptyElement(String localName) throws XMLStreamException {
    child();
    super.writeEmptyElement(localName);
  }

  @Override
  public void writeEmptyElement(String namespace, String localName) throws XMLStreamException {
    child();
    super.writeEmptyElement(namespace, localName);
  }

  @Override
  public void writeEmptyElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    child();
    super.writeEmptyElement(prefix, localName, namespace);
  }

  @Override
  public void writeEndElement() throws XMLStreamException {
    end();
    super.writeEndElement();
  }

  @Override
  public void writeComment(String comment) throws XMLStreamException {
    child();
    super.writeComment(comment);
  }

  @Override
  public void writeCData(String data) {
    text.append(data);
  }

  @Override
  public void writeCharacters(String data) {
    text.append(data);
  }

  @Override
  public void writeCharacters(char[] data, int start, int length) {
    text.append(new String(data, start, length));
  }

  /**
   * Collects the text between two tags for a transcript, and no more of it than the transcript
   * shows.
   */
  private static final class PendingText {
    private final Transcript transcript;
    private final StringBuilder text = new StringBuilder();
    private boolean base64 = true;
    private long digits;
    private int padding;

    PendingText(Transcript transcript) {
      this.transcript = transcript;
    }

    void append(String more) {
      for (int i = 0; base64 && i < more.length(); i++) {
        count(more.charAt(i));
      }
      int room = transcript.characters() + 1 - text.length();
      text.append(more, 0, Math.min(room, more.length()));
    }

    /** Counts base64 digits. A space means that the text is not base64, a line break does not. */
    private void count(char c) {
      if (c == '=') {
        padding++;
      } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        digits++;
      } else if (c == '+' || c == '/') {
        digits++;
      } else {
        base64 = c == '\n' || c == '\r' || c == '\t';
      }
    }

    /** Returns the text to show, and starts with the next text. */
    String take() {
      boolean binary =
          base64 && digits > transcript.binaryCharacters() && (digits + padding) % 4 == 0;
      String shown = binary ? "... " + digits * 3 / 4 + " bytes ..." : text.toString();
      text.setLength(0);
      base64 = true;
      digits = 0;
      padding = 0;
      return shown;
    }
  }
}
