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
 * Hands binary content to an unmarshaller that {@link IncludeReader} came across. What the
 * unmarshaller reads of it goes into objects, so it is limited; what users read later is not.
 */
final class ReceivedAttachments extends AttachmentUnmarshaller {
  private final Map<String, DataSource> contents = new HashMap<>();
  private @Nullable Exception failure;
  private boolean unmarshalling = true;

  /** Keeps the content until it is asked for by the reference returned. */
  String add(DataSource content) {
    String reference = "cid:" + contents.size();
    contents.put(reference, WatchedContent.of(content, this));
    return reference;
  }

  /** Whether the unmarshaller is at work, so that content which is opened is for an object. */
  boolean isUnmarshalling() {
    return unmarshalling;
  }

  /** Content could not be read. */
  void failed(Exception e) {
    failure = e;
  }

  /**
   * Ends unmarshalling, and checks that what was asked for could be read: of content that cannot
   * JAXB says nothing, and takes it for empty.
   *
   * @throws RuntimeException if the content is broken, or there is too much of it
   * @throws XMLStreamException if its stream failed
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
