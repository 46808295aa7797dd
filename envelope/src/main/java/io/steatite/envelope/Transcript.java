package io.steatite.envelope;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Writes messages down for logs: indented, no longer than allowed, with the size of binary content
 * in place of the content. It shows everything else as it is, passwords included.
 *
 * <p>A body on the stream is left alone, the transcript only says that it is there. To see it,
 * print {@link Message#buffer() message.buffer()}, and go on with that message.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param characters how long a transcript may be; what is longer is cut off
 * @param binaryCharacters how long base64 text may be to be shown
 */
public record Transcript(int characters, int binaryCharacters) {
  /** At most 8 Ki characters, base64 of up to 64. */
  public static final Transcript DEFAULT = new Transcript(8 << 10, 64);

  private static final HardenedStax STAX = HardenedStax.of(XmlLimits.DEFAULT);

  /** Checks that both are not negative. */
  public Transcript {
    if (characters < 0 || binaryCharacters < 0) {
      throw new IllegalArgumentException(
          "A transcript cannot be of " + characters + " or " + binaryCharacters + " characters");
    }
  }

  /** The message as text; where it cannot be written, the text says so. */
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
}
