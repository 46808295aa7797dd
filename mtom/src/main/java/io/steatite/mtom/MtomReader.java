package io.steatite.mtom;

import io.steatite.ResourceAccount;
import io.steatite.envelope.EnvelopeReader;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.MessageSource;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.envelope.xml.HardenedStax;
import io.steatite.internal.LogText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads one message from its package: finds the root part, and determines the version and the
 * action of the envelope from the media types of the package and of the root part (MTOM section
 * 3.2, XOP section 3.2, RFC 2387).
 */
final class MtomReader {
  /** The syntax of a boundary (RFC 2046 section 5.1.1). */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private final HardenedStax stax;
  private final Set<SoapVersion> versions;
  private final MediaType packageType;
  private final MimePackage parts;
  private final boolean strict;
  private final ResourceAccount account;

  /**
   * @param versions the SOAP versions to accept
   * @param packageType the media type of the package
   * @param strict whether the headers of the root part must comply with the rules
   * @param account provides the memory for the parts of the envelope that are kept in memory
   */
  MtomReader(
      HardenedStax stax,
      Set<SoapVersion> versions,
      MediaType packageType,
      MimePackage parts,
      boolean strict,
      ResourceAccount account) {
    this.stax = stax;
    this.versions = versions;
    this.packageType = packageType;
    this.parts = parts;
    this.strict = strict;
    this.account = account;
  }

  /**
   * Returns the boundary of a package (R4136).
   *
   * @throws MalformedMessageException if there is no boundary parameter, or its value is invalid
   */
  static String boundary(MediaType packageType) {
    String boundary =
        packageType
            .parameter("boundary")
            .orElseThrow(
                () ->
                    new MalformedMessageException(
                        "The Content-Type has no boundary parameter (RFC 2046 section 5.1.1): "
                            + LogText.of(packageType.toString())));
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw new MalformedMessageException(
          "The boundary parameter must be 1 to 70 characters of those in RFC 2046 section 5.1.1,"
              + " but is \""
              + LogText.of(boundary)
              + '"');
    }
    return boundary;
  }

  /** Reads the message up to the start of its body. Closing the message closes the package. */
  Message read() throws IOException {
    MimePart root =
        parts.root(packageType.parameter("start").map(ContentReference::ofStart).orElse(null));
    MediaType rootType = typeOf(root);
    if (strict) {
      PackageRules.checkRoot(root.headers(), rootType, packageType);
    }
    XMLStreamReader2 document = document(root, rootType);
    Message message =
        EnvelopeReader.read(
                infoset(document, rootType),
                stax.limits(),
                versionsOf(rootType),
                new Source(document),
                account)
            .withProperty(Attachments.class, new Attachments(parts));
    return message.version().hasActionParameter()
        ? message.withAction(action(rootType).orElse(null))
        : message;
  }

  /**
   * Returns the envelope as its infoset. An xop:Include has a meaning only in a XOP document (XOP
   * section 3.2).
   */
  private XMLStreamReader2 infoset(XMLStreamReader2 document, MediaType rootType) {
    return new XopReader(document, parts, stax.limits(), account, rootType.is(Xop.MEDIA_TYPE));
  }

  private MediaType typeOf(MimePart root) {
    String contentType = root.headers().contentType();
    if (contentType == null) {
      throw new MalformedMessageException("The root part has no Content-Type (R4142)");
    }
    MediaType type = parse(contentType);
    if (!type.is(Xop.MEDIA_TYPE) && versionOf(type).isEmpty()) {
      throw new MalformedMessageException(
          "The root part must be "
              + Xop.MEDIA_TYPE
              + ", but is "
              + LogText.of(type.essence())
              + " (XOP section 5)");
    }
    return type;
  }

  /** Parses the media type of the root part. Strict reading does not allow comments in it. */
  private MediaType parse(String contentType) {
    try {
      return strict ? MediaType.parse(contentType) : MimeContentType.parse(contentType);
    } catch (MediaTypeException e) {
      throw new MalformedMessageException(
          "The Content-Type of the root part is malformed: " + e.getMessage(), e);
    }
  }

  private XMLStreamReader2 document(MimePart root, MediaType rootType) throws IOException {
    try {
      return stax.reader(root.open("the envelope"), rootType.charset().orElse(null), account);
    } catch (MediaTypeException e) {
      throw new MalformedMessageException("The root part cannot be read: " + e.getMessage(), e);
    } catch (XMLStreamException e) {
      throw MalformedMessageException.of(e);
    }
  }

  /**
   * Returns the SOAP versions that the envelope may have: the version named by the root part, else
   * the one named by the package, else all accepted versions.
   */
  private Set<SoapVersion> versionsOf(MediaType rootType) {
    return Stream.of(
            Optional.of(rootType), nested(rootType, "type"), nested(packageType, "start-info"))
        .flatMap(Optional::stream)
        .flatMap(type -> versionOf(type).stream())
        .findFirst()
        .map(Set::of)
        .orElse(versions);
  }

  private Optional<SoapVersion> versionOf(MediaType type) {
    return versions.stream().filter(version -> type.is(version.mediaType())).findFirst();
  }

  /**
   * Returns the action parameter of SOAP 1.2 from the four places where stacks write it; the first
   * is the usual one.
   */
  private Optional<String> action(MediaType rootType) {
    List<String> actions =
        Stream.of(
                Optional.of(packageType),
                nested(packageType, "start-info"),
                nested(rootType, "type"),
                Optional.of(rootType))
            .flatMap(Optional::stream)
            .flatMap(type -> type.parameter("action").stream())
            .distinct()
            .toList();
    if (actions.size() > 1) {
      throw new MalformedMessageException(
          "The action parameters of the package and its root part differ: "
              + LogText.of(actions.toString()));
    }
    return actions.stream().findFirst();
  }

  private static Optional<MediaType> nested(MediaType type, String parameter) {
    try {
      return type.parameter(parameter).map(MediaType::parse);
    } catch (MediaTypeException e) {
      return Optional.empty();
    }
  }

  /** Reads or closes the package on behalf of the message in it. */
  private final class Source implements MessageSource {
    private final XMLStreamReader2 document;

    Source(XMLStreamReader2 document) {
      this.document = document;
    }

    @Override
    public void requireEnd() throws IOException {
      parts.requireEnd();
    }

    @Override
    public void requireEndWithin(int most) throws IOException {
      parts.requireEndWithin(most);
    }

    @Override
    public void close() throws IOException {
      try (parts) {
        document.close();
      } catch (XMLStreamException e) {
        throw new IOException(e);
      }
    }
  }
}
