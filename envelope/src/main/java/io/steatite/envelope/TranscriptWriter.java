package io.steatite.envelope;

import io.steatite.envelope.xml.internal.BinaryContentWriter;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.ri.Stax2WriterAdapter;

/**
 * Writes the size of binary content in place of the content. Typed values are written as text, so
 * that {@link IndentingWriter} sees them.
 */
final class TranscriptWriter extends Stax2WriterAdapter implements BinaryContentWriter {
  /** Binary content is read up to this many bytes to find out its size. */
  private static final int COUNTED = 1 << 20;

  private static final int CHUNK = 8 << 10;

  private final int binaryCharacters;

  TranscriptWriter(XMLStreamWriter writer, Transcript transcript) {
    super(new IndentingWriter(writer, transcript));
    this.binaryCharacters = transcript.binaryCharacters();
  }

  @Override
  public void writeBinary(DataSource content) throws XMLStreamException {
    try (InputStream in = content.getInputStream()) {
      byte[] head = in.readNBytes(binaryCharacters / 4 * 3 + 1);
      writeCharacters(
          head.length <= binaryCharacters / 4 * 3
              ? Base64.getEncoder().encodeToString(head)
              : "... " + size(head.length, in) + " bytes ...");
    } catch (IOException e) {
      throw new XMLStreamException("Cannot read binary content " + content.getName(), e);
    }
  }

  private static String size(int start, InputStream rest) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int size = start;
    for (int n; size <= COUNTED && (n = rest.read(chunk)) > 0; ) {
      size += n;
    }
    return size > COUNTED ? "more than " + COUNTED : String.valueOf(size);
  }
}
