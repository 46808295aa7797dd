package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** Binary content that typed access wrote: all calls for one element are one content, as in WCF. */
final class BytesCandidate implements Candidate {
  private final StoreStream written;
  private final int threshold;
  private @Nullable StoredContent content;

  /**
   * @param threshold how many bytes content must have to become a part
   */
  BytesCandidate(StoreStream written, int threshold) {
    this.written = written;
    this.threshold = threshold;
  }

  void add(byte[] bytes, int offset, int length) throws IOException {
    written.write(bytes, offset, length);
  }

  private StoredContent content() throws IOException {
    if (content == null) {
      content = written.finish();
    }
    return content;
  }

  @Override
  public @Nullable OutgoingContent asPart() throws IOException {
    return content().size() < threshold ? null : new OutgoingContent.Sized(content());
  }

  @Override
  public String contentType() {
    return BinaryContent.OCTET_STREAM;
  }

  @Override
  public void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException {
    try (InputStream in = content().getInputStream()) {
      BinaryContent.writeBase64(writer, in);
    }
  }
}
