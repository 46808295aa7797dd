package io.steatite.envelope.xml.internal;

import jakarta.activation.DataSource;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code XMLStreamReader2} that can return the binary content of an element without decoding
 * base64 text, because the content arrived as binary. Callers that do not use these methods read
 * the content as base64 text.
 */
public interface BinaryContentReader {
  /**
   * Takes the binary content that the current text stands for, if it arrived as binary. The next
   * call of {@code next()} then skips all of that text.
   *
   * <p>The reader must be on a CHARACTERS event.
   *
   * @return the content, possibly still on the stream: see {@link
   *     io.steatite.envelope.xml.ReceivedContent}; null if the text arrived as text, or if it was
   *     already read as text
   * @throws XMLStreamException if the package does not contain the part that the element refers to
   */
  @Nullable DataSource takeBinaryContent() throws XMLStreamException;

  /**
   * Reads the binary content of the current element, which must have no other content. Content that
   * arrived as base64 text is decoded into memory. Applications call {@link
   * io.steatite.envelope.xml.BinaryContent#read} instead.
   *
   * <p>The reader must be on the START_ELEMENT; it is on the END_ELEMENT afterwards.
   *
   * @return the content, possibly still on the stream: see {@link
   *     io.steatite.envelope.xml.ReceivedContent}
   * @throws XMLStreamException if the text is not base64, or if the package does not contain the
   *     part that the element refers to
   */
  DataSource getElementAsDataSource() throws XMLStreamException;

  /**
   * Returns the exception that the stream of returned content threw, if reading one failed. It is
   * the same instance, so that callers can tell a broken part of the message from a failure of
   * their own.
   */
  default Optional<RuntimeException> failure() {
    return Optional.empty();
  }
}
