package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.ExchangeBound;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.xml.ReceivedContent;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a received package to which no {@code xop:Include} refers: the attachments that a
 * peer using SOAP with Attachments sends next to the envelope. Attachments can be read, but not
 * written.
 *
 * <p>Searching for an attachment reads the package as far as needed; parts before it are stored
 * within the {@link MimeLimits}. The attachment at which reading stopped is read from the stream,
 * once; a stored attachment can be opened any number of times until the message is closed ({@link
 * ReceivedContent}). Attachments that were not requested before the operation returns are skipped.
 * A request that is processed after its exchange has ended has no attachments.
 *
 * <p>Not safe for use by several threads at a time.
 *
 * @see <a href="https://www.w3.org/TR/SOAP-attachments">SOAP Messages with Attachments</a>
 */
public final class Attachments implements ExchangeBound {
  private final MimePackage parts;

  Attachments(MimePackage parts) {
    this.parts = parts;
  }

  /**
   * Returns the attachments of a message that was received as a package; empty for any other
   * message.
   */
  public static Optional<Attachments> of(Message message) {
    return message.property(Attachments.class);
  }

  /**
   * Returns the attachment with a Content-ID.
   *
   * @param reference the Content-ID with or without angle brackets, or a {@code cid:} URL
   * @return the attachment; empty if there is no such part, or an {@code xop:Include} refers to it
   * @throws IOException if the package cannot be read
   * @throws MalformedMessageException if the rest of the package is malformed
   * @throws LimitExceededException if the rest of the package exceeds a limit
   */
  public Optional<DataSource> find(String reference) throws IOException {
    return parts.attachment(ContentReference.ofAny(reference)).map(PartDataSource::new);
  }

  /**
   * Returns all attachments with a Content-ID, in document order. The Content-ID is the name of the
   * data source. Read the body before: the result also contains parts to which the body refers
   * further on.
   *
   * @throws IOException if the package cannot be read
   * @throws MalformedMessageException if the rest of the package is malformed
   * @throws LimitExceededException if the rest of the package exceeds a limit
   */
  public List<DataSource> all() throws IOException {
    return parts.attachments().<DataSource>map(PartDataSource::new).toList();
  }
}
