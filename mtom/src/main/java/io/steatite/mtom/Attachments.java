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
 * The parts of a package that no {@code xop:Include} has referred to: what a peer that speaks SOAP
 * with Attachments sends beside the envelope. They can be read, not written.
 *
 * <p>Looking for one reads the package on, as far as needed; parts passed over are stored within
 * the {@link MimeLimits}. What is handed out is read from the stream once if it is the part that
 * the package was read to, and can be opened until the message is closed if it is stored ({@link
 * ReceivedContent}). Parts that were not asked for when the operation has returned are skipped; a
 * request that is processed after its connection has ended has none. Belongs to one thread at a
 * time, as its message does.
 *
 * @see <a href="https://www.w3.org/TR/SOAP-attachments">SOAP Messages with Attachments</a>
 */
public final class Attachments implements ExchangeBound {
  private final MimePackage parts;

  Attachments(MimePackage parts) {
    this.parts = parts;
  }

  /** The attachments of a message that was received as a package; empty for any other. */
  public static Optional<Attachments> of(Message message) {
    return message.property(Attachments.class);
  }

  /**
   * The attachment with that Content-ID.
   *
   * @param reference the Content-ID with or without angle brackets, or a {@code cid:} URL
   * @return empty if there is no such part, or an {@code xop:Include} referred to it
   * @throws IOException if the package cannot be read
   * @throws MalformedMessageException if the rest of the package is broken
   * @throws LimitExceededException if it is too large
   */
  public Optional<DataSource> find(String reference) throws IOException {
    return parts.attached(ContentReference.ofAny(reference)).map(PartDataSource::new);
  }

  /**
   * All attachments that have a Content-ID, in their order; each tells it by its name. Read the
   * body first: parts it has not referred to yet are among them otherwise.
   *
   * @throws IOException if the package cannot be read
   * @throws MalformedMessageException if the rest of the package is broken
   * @throws LimitExceededException if it is too large
   */
  public List<DataSource> all() throws IOException {
    return parts.attached().<DataSource>map(PartDataSource::new).toList();
  }
}
