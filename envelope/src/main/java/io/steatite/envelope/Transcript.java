package io.steatite.envelope;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import java.io.IOException;
import java.io.Writer;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Formats messages for logs: indented, limited in length, with the size of binary content in place
 * of the content. Everything else is shown as it is, passwords included.
 *
 * <p>A body on the stream is not read; the transcript says only that there is one. To see it,
 * format {@link Message#buffer() message.buffer()} and continue with that message.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param characters how long a transcript may be; a longer one is cut
 * @param binaryCharacters how long base64 text may be to be shown
 */
public record Transcript(int characters, int binaryCharacters) {
  /** At most 8 Ki characters, and base64 text of up to 64 characters. */
  public static final Transcript DEFAULT = new Transcript(8 << 10, 64);

  private static final HardenedStax STAX = HardenedStax.of(XmlLimits.DEFAULT);

  /** Checks that both lengths are not negative. */
  public Transcript {
    if (characters < 0 || binaryCharacters < 0) {
      throw new IllegalArgumentException(
          "The lengths must not be negative: " + characters + ", " + binaryCharacters);
    }
  }

  /** Returns the message as text. If it cannot be written, the text ends with the reason. */
  public String of(Message message) {
    BoundedText text = new BoundedText(characters);
    try {
      XMLStreamWriter2 writer = STAX.writer(text);
      try {
        EnvelopeWriter.write(shown(message), new TranscriptWriter(writer, this));
      } finally {
        writer.flush();
      }
    } catch (XMLStreamException | RuntimeException e) {
      return text + (text.isCut() ? " ... (cut off)" : " ... (cannot be written: " + e + ")");
    }
    return text.toString();
  }

  private static Message shown(Message message) {
    if (!message.body().isOnStream()) {
      return message;
    }
    String payload = message.body().payload().map(QName::toString).orElse("empty");
    Body hint = Body.of(writer -> writer.writeCharacters("... on the stream: " + payload + " ..."));
    return Message.of(message.version(), hint).withHeaders(message.headers());
  }

  /** Keeps characters up to a limit and refuses further ones. */
  private static final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private boolean cut;

    BoundedText(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(char[] more, int offset, int length) throws IOException {
      int room = limit - text.length();
      text.append(more, offset, Math.min(length, room));
      if (length > room) {
        cut = true;
        throw new IOException("The text is full");
      }
    }

    /** Returns whether characters were refused. */
    boolean isCut() {
      return cut;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
