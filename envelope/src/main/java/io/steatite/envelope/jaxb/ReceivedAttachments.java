package io.steatite.envelope.jaxb;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.ReadStatus;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.attachment.AttachmentUnmarshaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Passes binary content from an {@link IncludeReader} to an unmarshaller. Content that the
 * unmarshaller itself reads is loaded into memory, so it is limited; content that users read later
 * through a {@code DataHandler} is not.
 */
final class ReceivedAttachments extends AttachmentUnmarshaller {
  private final Map<String, DataSource> contents = new HashMap<>();
  private final ReadStatus status = new ReadStatus();
  private boolean unmarshalling = true;

  /** Stores content, and returns the reference by which the unmarshaller will ask for it. */
  String add(DataSource content) {
    String reference = "cid:" + contents.size();
    contents.put(reference, WatchedContent.of(content, this));
    return reference;
  }

  /** Returns whether unmarshalling goes on, so that opened content is loaded into an object. */
  boolean isUnmarshalling() {
    return unmarshalling;
  }

  /** Returns where failures of reading the content are recorded. */
  ReadStatus status() {
    return status;
  }

  /**
   * Ends unmarshalling, and throws if content could not be read. JAXB ignores exceptions from
   * reading content, and leaves the property empty.
   *
   * @throws RuntimeException if content is malformed, or exceeds a limit
   * @throws XMLStreamException if reading content failed with an {@code IOException}
   */
  void requireRead() throws XMLStreamException {
    unmarshalling = false;
    try {
      status.check();
    } catch (IOException e) {
      throw new XMLStreamException("Cannot read binary content", e);
    }
  }

  @Override
  public boolean isXOPPackage() {
    return true;
  }

  @Override
  public DataHandler getAttachmentAsDataHandler(String reference) {
    return new DataHandler(content(reference));
  }

  @Override
  public byte[] getAttachmentAsByteArray(String reference) {
    try (InputStream in = content(reference).getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataSource content(String reference) {
    DataSource content = contents.get(reference);
    if (content == null) {
      throw new MalformedMessageException(
          "An xop:Include refers to " + reference + ", which is not in the package");
    }
    return content;
  }
}
