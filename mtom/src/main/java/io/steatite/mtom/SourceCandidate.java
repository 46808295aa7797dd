package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.SizedContent;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * Binary content as it was handed over. If its size is not known, no more of it is read than it
 * takes to know whether it is long enough.
 */
final class SourceCandidate implements Candidate {
  private final DataSource content;
  private final OutgoingParts parts;

  /** What was opened to look at it; too short for a part. */
  private OutgoingContent.@Nullable Opened opened;

  SourceCandidate(DataSource content, OutgoingParts parts) {
    this.content = content;
    this.parts = parts;
  }

  @Override
  public @Nullable OutgoingContent asPart() throws IOException {
    SizedContent sized = sized(content);
    if (sized != null) {
      return sized.size() < parts.threshold() ? null : new OutgoingContent.Sized(sized);
    }
    opened = peek(parts.open(content));
    return opened.head().length < parts.threshold() ? null : opened;
  }

  private static @Nullable SizedContent sized(DataSource content) throws IOException {
    if (content instanceof FileDataSource file) {
      return BinaryContent.of(file.getFile().toPath(), file.getContentType());
    }
    return content instanceof SizedContent sized ? sized : null;
  }

  private OutgoingContent.Opened peek(InputStream in) throws IOException {
    try {
      return new OutgoingContent.Opened(in.readNBytes(parts.threshold()), in);
    } catch (Throwable e) {
      try (in) {
        throw e;
      }
    }
  }

  @Override
  public String contentType() {
    String type = content.getContentType();
    return type == null || type.isBlank() ? BinaryContent.OCTET_STREAM : type;
  }

  @Override
  public void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException {
    try (InputStream in = open()) {
      BinaryContent.writeBase64(writer, in);
    }
  }

  private InputStream open() throws IOException {
    if (opened != null) {
      return new SequenceInputStream(new ByteArrayInputStream(opened.head()), opened.rest());
    }
    SizedContent sized = sized(content);
    return sized == null ? parts.open(content) : sized.getInputStream();
  }
}
