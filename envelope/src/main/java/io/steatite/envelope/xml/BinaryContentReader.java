package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code XMLStreamReader2} that can hand out the binary content of an element without going
 * through its base64 text. To everyone who does not ask, the content still looks like base64.
 */
public interface BinaryContentReader {
  /**
   * The binary content of the current element, if the element holds nothing else and the content
   * arrived as binary.
   *
   * <p>To be called on START_ELEMENT. If the answer is not null the reader has moved to the
   * matching END_ELEMENT; otherwise it has not moved.
   *
   * @return the content, which can be opened again until the message is closed; or null
   * @throws XMLStreamException if the package does not hold what the element refers to
   */
  @Nullable DataSource takeBinaryContent() throws XMLStreamException;
}
