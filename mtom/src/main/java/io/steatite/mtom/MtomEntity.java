package io.steatite.mtom;

import io.steatite.envelope.EnvelopeWriter;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/**
 * A message as a package (rules R4131 to R41410). The media type says how the package is named, so
 * the names are fixed from the start.
 */
final class MtomEntity implements OutgoingEntity {
  private static final MediaType PACKAGE =
      MediaType.parse(Xop.PACKAGE_TYPE).with("type", Xop.MEDIA_TYPE);

  private final Message message;
  private final TextEncoder text;
  private final int threshold;
  private final PackageNames names = PackageNames.random();

  /**
   * @param threshold how many bytes content must have to become a part
   */
  MtomEntity(Message message, TextEncoder text, int threshold) {
    this.message = message;
    this.text = text;
    this.threshold = threshold;
  }

  /**
   * The parameters in WCF's order; the action stands beside {@code start-info}, never in it, as
   * that must equal the {@code type} of the root part for WCF.
   */
  @Override
  public MediaType mediaType() {
    MediaType type =
        PACKAGE
            .with("start", '<' + names.contentId(0) + '>')
            .with("boundary", names.boundary())
            .with("start-info", message.version().mediaType());
    return message.version().hasActionParameter() && message.action().isPresent()
        ? type.with("action", message.action().get())
        : type;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    PackageWriter mime = new PackageWriter(out, names.boundary());
    mime.startPart(names.contentId(0), transferEncoding(), rootType());
    try (OutgoingParts parts = new OutgoingParts(names)) {
      writeEnvelope(out, parts);
      parts.writeTo(mime);
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
    mime.end();
  }

  private void writeEnvelope(OutputStream out, OutgoingParts parts) throws XMLStreamException {
    Charset charset = text.charset();
    XopWriter writer = new XopWriter(text.stax().writer(out, charset), parts, threshold);
    if (!isUtf8()) {
      writer.writeStartDocument(charset.name(), "1.0");
    }
    EnvelopeWriter.write(message, writer);
    writer.close();
  }

  /** R4146, R4147. */
  private String transferEncoding() {
    return isUtf8() ? "8bit" : "binary";
  }

  /** R4148, R4149, R41410. */
  private String rootType() {
    return Xop.MEDIA_TYPE
        + ";charset="
        + text.charset().name().toLowerCase(Locale.ROOT)
        + ";type=\""
        + message.version().mediaType()
        + '"';
  }

  private boolean isUtf8() {
    return text.charset().equals(StandardCharsets.UTF_8);
  }
}
