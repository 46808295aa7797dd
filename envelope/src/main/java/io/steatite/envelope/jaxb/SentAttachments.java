package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.attachment.AttachmentMarshaller;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes binary content from a marshaller to an {@link IncludeWriter}. */
final class SentAttachments extends AttachmentMarshaller {
  private final Map<String, DataSource> contents = new HashMap<>();
  private int count;

  @Override
  public boolean isXOPPackage() {
    return true;
  }

  @Override
  public String addMtomAttachment(DataHandler data, String namespace, String localName) {
    return add(data.getDataSource());
  }

  @Override
  public String addMtomAttachment(
      byte[] data,
      int offset,
      int length,
      @Nullable String mimeType,
      String namespace,
      String localName) {
    boolean whole = offset == 0 && length == data.length;
    byte[] bytes = whole ? data : Arrays.copyOfRange(data, offset, offset + length);
    return add(BinaryContent.of(bytes, mimeType == null ? BinaryContent.OCTET_STREAM : mimeType));
  }

  /** Refuses references of SOAP with Attachments (swaRef), which MTOM does not support. */
  @Override
  public String addSwaRefAttachment(DataHandler data) {
    throw new UnsupportedOperationException("@XmlAttachmentRef (swaRef) is not supported; use MTOM");
  }

  private String add(DataSource content) {
    String reference = "cid:" + count++;
    contents.put(reference, content);
    return reference;
  }

  /** Removes and returns the content for a reference; null if there is none. */
  @Nullable DataSource take(String reference) {
    return contents.remove(reference);
  }
}
