package io.steatite.envelope.jaxb;

import io.steatite.envelope.MalformedMessageException;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.attachment.AttachmentUnmarshaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Passes binary content from an {@link IncludeReader} to an unmarshaller. Content that the
 * unmarshaller itself reads is loaded into memory, so it is limited; content that users read later
 * through a {@code DataHandler} is not.
 */
final class ReceivedAttachments extends AttachmentUnmarshaller {
  private final Map<String, DataSource> contents = new HashMap<>();
  private @Nullable Exception failure;
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

  /** Remembers an exception from reading content. */
  void failed(Exception e) {
    failure = e;
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
    if (failure instanceof RuntimeException broken) {
      throw broken;
    }
    if (failure != null) {
      throw new XMLStreamException("Cannot read binary content", failure);
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
