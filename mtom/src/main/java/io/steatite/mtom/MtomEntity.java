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
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written as a package (rules R4131 to R41410). The media type contains the
 * boundary and the Content-ID of the root part, so all names are determined when the entity is
 * created. Not safe for use by several threads at a time.
 */
final class MtomEntity implements OutgoingEntity {
  private static final MediaType PACKAGE =
      MediaType.parse(Xop.PACKAGE_TYPE).with("type", Xop.MEDIA_TYPE);

  private final Message message;
  private final TextEncoder text;
  private final int threshold;
  private final boolean protecting;
  private final Supplier<PartStore> stores;
  private final PackageNames names = PackageNames.random();
  private @Nullable MeasuredPackage measured;
  private boolean measuringTried;

  /**
   * @param threshold the least size of a part, in bytes
   * @param protecting whether leading white space of text is protected from the reader of WCF
   * @param stores creates stores for content that is written piece by piece
   */
  MtomEntity(
      Message message,
      TextEncoder text,
      int threshold,
      boolean protecting,
      Supplier<PartStore> stores) {
    this.message = message;
    this.text = text;
    this.threshold = threshold;
    this.protecting = protecting;
    this.stores = stores;
  }

  /**
   * Returns the media type with its parameters in the order of WCF. The action is a parameter of
   * its own, not part of {@code start-info}, because WCF requires {@code start-info} to equal the
   * {@code type} of the root part.
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

  /**
   * Returns the size if the body is not on a stream, the envelope is short, and the size of each
   * part is known.
   */
  @Override
  public OptionalLong contentLength() {
    MeasuredPackage whole = measured();
    return whole == null ? OptionalLong.empty() : OptionalLong.of(whole.length());
  }

  @Override
  public boolean isRepeatable() {
    return measured() != null;
  }

  /** Returns whether the package is known to have no part besides the root part. */
  boolean isEnvelopeAlone() {
    MeasuredPackage whole = measured();
    return whole != null && whole.parts().isEmpty();
  }

  private @Nullable MeasuredPackage measured() {
    if (!measuringTried && !message.body().isOnStream()) {
      measured = MeasuredPackage.of(this);
    }
    measuringTried = true;
    return measured;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (measured != null) {
      measured.writeTo(out);
      return;
    }
    PackageWriter mime = packageWriter(out);
    startRoot(mime);
    try (OutgoingParts parts = new OutgoingParts(names, stores.get(), threshold, false)) {
      writeEnvelope(out, parts);
      parts.writeTo(mime);
    }
    message.requireEnd();
    mime.end();
  }

  PackageWriter packageWriter(OutputStream out) {
    return new PackageWriter(out, names.boundary());
  }

  void startRoot(PackageWriter mime) throws IOException {
    mime.startPart(names.contentId(0), transferEncoding(), rootType());
  }

  /** Returns an empty list of parts that refuses content of unknown size. */
  OutgoingParts measuredParts(PartStore store) {
    return new OutgoingParts(names, store, threshold, true);
  }

  void writeEnvelope(OutputStream out, OutgoingParts parts) throws IOException {
    Charset charset = text.charset();
    try {
      XopWriter writer = new XopWriter(text.stax().writer(out, charset), parts, protecting);
      if (!isUtf8()) {
        writer.writeStartDocument(charset.name(), "1.0");
      }
      EnvelopeWriter.write(message, writer);
      writer.close();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
  }

  /** Returns the Content-Transfer-Encoding of the root part (R4146, R4147). */
  private String transferEncoding() {
    return isUtf8() ? "8bit" : "binary";
  }

  /** Returns the Content-Type of the root part (R4148, R4149, R41410). */
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
