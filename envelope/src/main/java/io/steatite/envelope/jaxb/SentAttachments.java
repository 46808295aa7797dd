package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.attachment.AttachmentMarshaller;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes binary content from a marshaller, for {@link IncludeWriter} to write it. */
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

  /** SOAP with Attachments (swaRef) is another protocol. */
  @Override
  public String addSwaRefAttachment(DataHandler data) {
    throw new UnsupportedOperationException("@XmlAttachmentRef (swaRef) is not MTOM");
  }

  private String add(DataSource content) {
    String reference = "cid:" + count++;
    contents.put(reference, content);
    return reference;
  }

  /** The content the marshaller put an {@code xop:Include} for; null if it did not. */
  @Nullable DataSource take(String reference) {
    return contents.remove(reference);
  }
}
