package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code XMLStreamReader2} that can hand out the binary content of an element without going
 * through its base64 text. To everyone who does not ask, the content still looks like base64.
 */
public interface BinaryContentReader {
  /**
   * The binary content that the current text, a CHARACTERS event, stands for, if the content
   * arrived as binary. Once it is taken, {@code next()} goes to what follows all of its text.
   *
   * @return the content, possibly still on the stream: see {@link ReceivedContent}; or null if the
   *     text is just text, or was read as text already
   * @throws XMLStreamException if the package does not hold what the element refers to
   */
  @Nullable DataSource takeBinaryContent() throws XMLStreamException;

  /**
   * The binary content of the current element, a START_ELEMENT that holds nothing else; afterwards
   * the reader is on its END_ELEMENT. Content that arrived as base64 text is decoded into memory.
   * Use it through {@link BinaryContent#read}.
   *
   * @return the content, possibly still on the stream: see {@link ReceivedContent}
   * @throws XMLStreamException if the content is not base64, or not there
   */
  DataSource getElementAsDataSource() throws XMLStreamException;

  /**
   * What went wrong while content handed out was read, if something did: the very exception that
   * its stream threw. So a broken part is known as the sender's doing, whoever came upon it.
   */
  default Optional<RuntimeException> failure() {
    return Optional.empty();
  }
}
