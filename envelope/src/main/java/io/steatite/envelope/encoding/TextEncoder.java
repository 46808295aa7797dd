package io.steatite.envelope.encoding;

import io.steatite.ResourceAccount;
import io.steatite.envelope.EnvelopeReader;
import io.steatite.envelope.EnvelopeWriter;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes messages as XML text: {@code text/xml} (SOAP 1.1 section 6) and {@code
 * application/soap+xml} (RFC 3902). UTF-8 is written without byte order mark and XML declaration,
 * other charsets with an XML declaration.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class TextEncoder implements MessageEncoder {
  private final Set<SoapVersion> versions;
  private final Charset charset;

  /** The media types to write, without action. */
  private final Map<SoapVersion, MediaType> written = new EnumMap<>(SoapVersion.class);

  private final HardenedStax stax;

  private TextEncoder(Set<SoapVersion> versions, Charset charset, HardenedStax stax) {
    this.versions = versions;
    this.charset = charset;
    this.stax = stax;
    String parameter = charset.name().toLowerCase(Locale.ROOT);
    for (SoapVersion version : versions) {
      written.put(version, MediaType.parse(version.mediaType()).with("charset", parameter));
    }
  }

  /** Returns an encoder for the given versions that writes UTF-8 and has the default limits. */
  public static TextEncoder of(SoapVersion first, SoapVersion... more) {
    return new TextEncoder(
        Set.copyOf(EnumSet.of(first, more)),
        StandardCharsets.UTF_8,
        HardenedStax.of(XmlLimits.DEFAULT));
  }

  /** Returns this encoder with other limits. */
  public TextEncoder withLimits(XmlLimits limits) {
    return withStax(stax.withLimits(limits));
  }

  /** Returns this encoder with another factory of parsers and writers, and its limits. */
  public TextEncoder withStax(HardenedStax value) {
    return new TextEncoder(versions, charset, value);
  }

  /**
   * Returns this encoder with another charset to write. Every charset that the JDK knows is read.
   */
  public TextEncoder withCharset(Charset value) {
    return new TextEncoder(versions, value, stax);
  }

  /** Returns the factory of parsers and writers. */
  public HardenedStax stax() {
    return stax;
  }

  /** Returns the charset that is written. */
  public Charset charset() {
    return charset;
  }

  @Override
  public Set<SoapVersion> versions() {
    return versions;
  }

  @Override
  public boolean canRead(MediaType mediaType) {
    return versionOf(mediaType).isPresent() && mediaType.hasReadableCharset();
  }

  private Optional<SoapVersion> versionOf(MediaType mediaType) {
    for (SoapVersion version : versions) {
      if (mediaType.is(version.mediaType())) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  @Override
  public Message decode(InputStream in, MediaType mediaType, ResourceAccount account)
      throws IOException {
    SoapVersion announced =
        versionOf(mediaType)
            .orElseThrow(() -> new IllegalArgumentException("Cannot read " + mediaType));
    XMLStreamReader2 reader = reader(in, mediaType.charset().orElse(null), account);
    Message message =
        EnvelopeReader.read(
            reader, stax.limits(), Set.of(announced), () -> close(reader, in), account);
    return announced.hasActionParameter()
        ? message.withAction(mediaType.parameter("action").orElse(null))
        : message;
  }

  private XMLStreamReader2 reader(
      InputStream in, @Nullable Charset encoding, ResourceAccount account) throws IOException {
    try {
      return stax.reader(in, encoding, account);
    } catch (XMLStreamException e) {
      try (in) {
        throw MalformedMessageException.of(e);
      }
    } catch (RuntimeException | Error e) {
      try (in) {
        throw e;
      }
    }
  }

  private static void close(XMLStreamReader2 reader, InputStream in) throws IOException {
    try (in) {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  public OutgoingEntity encode(Message message) {
    if (!versions.contains(message.version())) {
      throw new IllegalArgumentException(
          "This encoder writes " + versions + ", the message is " + message.version());
    }
    return new TextEntity(message, mediaType(message));
  }

  private MediaType mediaType(Message message) {
    SoapVersion version = message.version();
    MediaType type = Objects.requireNonNull(written.get(version));
    return version.hasActionParameter() && message.action().isPresent()
        ? type.with("action", message.action().get())
        : type;
  }

  private final class TextEntity implements OutgoingEntity {
    private final Message message;
    private final MediaType mediaType;

    TextEntity(Message message, MediaType mediaType) {
      this.message = message;
      this.mediaType = mediaType;
    }

    @Override
    public MediaType mediaType() {
      return mediaType;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try {
        XMLStreamWriter2 writer = stax.writer(out, charset);
        if (!charset.equals(StandardCharsets.UTF_8)) {
          writer.writeStartDocument(charset.name(), "1.0");
        }
        EnvelopeWriter.write(message, writer);
        message.requireEnd();
        writer.close();
      } catch (XMLStreamException e) {
        throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
      }
    }
  }

  @Override
  public String toString() {
    return "text " + versions + ' ' + charset;
  }
}
