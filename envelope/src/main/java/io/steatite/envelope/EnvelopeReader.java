package io.steatite.envelope;

import io.steatite.ResourceAccount;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.envelope.xml.XmlRecorder;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.internal.ReadStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads an envelope: the header blocks into memory, the body up to its first tag (SOAP 1.2 Part 1
 * section 5, SOAP 1.1 section 4). For implementers of {@code MessageEncoder}.
 */
public final class EnvelopeReader {
  private static final String XML_11 = "1.1";

  private final XMLStreamReader2 reader;
  private final XmlLimits limits;
  private final Set<SoapVersion> versions;
  private final ResourceAccount account;
  private final ReadStatus status = new ReadStatus();

  /**
   * The namespace of the envelope, in the parser's own string. The parser has the same string for
   * each element and attribute in that namespace, so that most comparisons end at once.
   */
  private String namespace = "";

  private InScopeNamespaces inScope = InScopeNamespaces.NONE;
  private TagAttributes envelopeAttributes = TagAttributes.NONE;
  private TagAttributes headerAttributes = TagAttributes.NONE;
  private TagAttributes bodyAttributes = TagAttributes.NONE;
  private @Nullable XmlRecorder beforePayload;

  private EnvelopeReader(
      XMLStreamReader2 reader,
      XmlLimits limits,
      Set<SoapVersion> versions,
      ResourceAccount account) {
    this.reader = reader;
    this.limits = limits;
    this.versions = versions;
    this.account = account;
  }

  /**
   * Reads the envelope up to the first tag in its body.
   *
   * @param reader on START_DOCUMENT
   * @param versions the versions to accept
   * @param source closed with the message, or here if reading fails
   * @throws VersionMismatchException if the envelope is of another version
   * @throws MalformedMessageException if the document is not a valid envelope
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static Message read(
      XMLStreamReader2 reader, XmlLimits limits, Set<SoapVersion> versions, MessageSource source)
      throws IOException {
    return read(reader, limits, versions, source, ResourceAccount.unlimited());
  }

  /**
   * Reads the envelope up to the first tag in its body.
   *
   * @param reader on START_DOCUMENT
   * @param versions the versions to accept
   * @param source closed with the message, or here if reading fails
   * @param account counts what is kept in memory of large header blocks and bodies
   * @throws VersionMismatchException if the envelope is of another version
   * @throws MalformedMessageException if the document is not a valid envelope
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static Message read(
      XMLStreamReader2 reader,
      XmlLimits limits,
      Set<SoapVersion> versions,
      MessageSource source,
      ResourceAccount account)
      throws IOException {
    try {
      return new EnvelopeReader(reader, limits, versions, account).read(source);
    } catch (XMLStreamException e) {
      try (source) {
        throw MalformedMessageException.of(e);
      }
    } catch (RuntimeException | Error e) {
      try (source) {
        throw e;
      }
    }
  }

  private Message read(MessageSource behind) throws XMLStreamException {
    SoapVersion version = readRoot();
    Headers headers = readHeader(version);
    BodyReader bodyReader = enterBody(version);
    MessageSource source = new EnvelopeSource(bodyReader, behind);
    readToPayload(bodyReader);
    boolean empty = bodyReader.getEventType() == XMLStreamConstants.END_DOCUMENT;
    Optional<QName> payload = empty ? Optional.empty() : Optional.of(bodyReader.getName());
    if (payload.isPresent() && payload.get().equals(version.name("Fault"))) {
      return faultMessage(version, headers, bodyReader, source);
    }
    XmlRecorder recorder = beforePayload;
    Body body = new StreamedBody(bodyReader, payload, recorder, this::bodyRecorder, inScope);
    return received(version, headers, body, null, source);
  }

  private Message received(
      SoapVersion version,
      Headers headers,
      Body body,
      @Nullable Fault fault,
      MessageSource source) {
    EnvelopeFrame frame = new EnvelopeFrame(envelopeAttributes, headerAttributes, bodyAttributes);
    return Message.received(version, headers, body, frame, fault, source);
  }

  private SoapVersion readRoot() throws XMLStreamException {
    if (XML_11.equals(reader.getVersion())) {
      throw malformed("An envelope is XML 1.0 (SOAP 1.2 Part 1 section 4.2, BP 1.1 section 3.1)");
    }
    int event = reader.next();
    while (event == XMLStreamConstants.COMMENT || event == XMLStreamConstants.SPACE) {
      event = reader.next();
    }
    if (event == XMLStreamConstants.DTD) {
      throw malformed("An envelope may not have a DTD (SOAP 1.2 Part 1 section 5)");
    }
    if (event != XMLStreamConstants.START_ELEMENT) {
      throw malformed(
          "An envelope may not have a processing instruction (SOAP 1.2 Part 1 section 5)");
    }
    if (!reader.getLocalName().equals("Envelope")) {
      throw malformed("Expected an Envelope, found " + reader.getName());
    }
    SoapVersion version = SoapVersion.ofNamespace(reader.getNamespaceURI()).orElse(null);
    if (version == null || !versions.contains(version)) {
      throw new VersionMismatchException(reader.getName(), versions, version);
    }
    namespace = reader.getNamespaceURI();
    envelopeAttributes = enter(version);
    return version;
  }

  /** Reads the header blocks, if there are any, up to the START_ELEMENT of the body. */
  private Headers readHeader(SoapVersion version) throws XMLStreamException {
    toTag("Header or Body");
    if (!isNamed("Header")) {
      return Headers.empty();
    }
    InScopeNamespaces outer = inScope;
    headerAttributes = enter(version);
    XmlRecorder recorder =
        new XmlRecorder(inScope, "XmlLimits.headerCharacters", limits.headerCharacters(), account);
    List<HeaderBlock> blocks = new ArrayList<>();
    while (toTag("a header block") == XMLStreamConstants.START_ELEMENT) {
      blocks.add(readBlock(version, recorder));
    }
    inScope = outer;
    toTag("Body");
    return Headers.of(blocks);
  }

  private HeaderBlock readBlock(SoapVersion version, XmlRecorder recorder)
      throws XMLStreamException {
    QName name = reader.getName();
    if (name.getNamespaceURI().isEmpty()) {
      throw malformed("Header block " + name + " has no namespace (SOAP 1.2 Part 1 section 5.2.1)");
    }
    String role = attribute(version.roleAttribute());
    boolean mustUnderstand = booleanAttribute("mustUnderstand");
    boolean relay = version.hasRelay() && booleanAttribute("relay");
    XmlFragment element = recorder.recordElement(reader);
    return HeaderBlock.received(
        name,
        role == null ? "" : XmlWhitespace.strip(role),
        mustUnderstand,
        relay,
        element,
        status);
  }

  private @Nullable String attribute(String localName) {
    return reader.getAttributeCount() == 0 ? null : reader.getAttributeValue(namespace, localName);
  }

  /**
   * Reads a boolean attribute. All four literals of xs:boolean are accepted in either version (rule
   * B1112).
   */
  private boolean booleanAttribute(String localName) {
    String value = attribute(localName);
    if (value == null) {
      return false;
    }
    return switch (XmlWhitespace.strip(value)) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default ->
          throw malformed(
              localName
                  + " of "
                  + reader.getName()
                  + " must be 0, 1, true or false (SOAP 1.2 Part 1 section 5.2.3)");
    };
  }

  private BodyReader enterBody(SoapVersion version) {
    if (reader.getEventType() != XMLStreamConstants.START_ELEMENT || !isNamed("Body")) {
      throw malformed(
          reader.getEventType() == XMLStreamConstants.START_ELEMENT
              ? "Expected " + version.name("Body") + ", found " + reader.getName()
              : "The envelope has no Body (SOAP 1.2 Part 1 section 5.1)");
    }
    bodyAttributes = enter(version);
    return new BodyReader(reader, version, status);
  }

  /**
   * Enters Envelope, Header or Body: checks its attributes, returns them, and notes its bindings.
   */
  private TagAttributes enter(SoapVersion version) {
    inScope = inScope.inside(reader);
    if (reader.getAttributeCount() == 0) {
      return TagAttributes.NONE;
    }
    String element = reader.getLocalName();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if ((namespace == null || namespace.isEmpty()) && version.wantsQualifiedAttributes(element)) {
        throw malformed(
            "The attribute %s of %s has no namespace (SOAP 1.1 section 4.1.1, SOAP 1.2 Part 1"
                    .formatted(reader.getAttributeLocalName(i), element)
                + " section 5)");
      }
    }
    if (version.restrictsEncodingStyle() && attribute("encodingStyle") != null) {
      throw malformed(
          "encodingStyle may not be an attribute of "
              + element
              + " (SOAP 1.2 Part 1 section 5.1.1)");
    }
    return TagAttributes.of(reader, inScope);
  }

  /**
   * Reads up to the first tag in the body. White space before it is kept, since it may be signed.
   */
  private void readToPayload(BodyReader body) throws XMLStreamException {
    int event = body.next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_DOCUMENT) {
      if (beforePayload == null) {
        beforePayload = bodyRecorder();
      }
      beforePayload.record(body);
      event = body.next();
    }
  }

  private XmlRecorder bodyRecorder() {
    return new XmlRecorder(
        inScope, "XmlLimits.documentCharacters", limits.documentCharacters(), account);
  }

  private Message faultMessage(
      SoapVersion version, Headers headers, BodyReader body, MessageSource source)
      throws XMLStreamException {
    XmlFragment element = bodyRecorder().recordElement(body);
    if (body.nextTagOrEnd() != XMLStreamConstants.END_DOCUMENT) {
      throw malformed("A Fault must be alone in the Body (SOAP 1.2 Part 1 section 5.4)");
    }
    Fault fault = version.faultFormat().read(element, version);
    return received(version, headers, new BufferedBody(element, status), fault, source);
  }

  /**
   * Reads and checks what follows the body up to the end of the document.
   *
   * @param reader on the END_ELEMENT of the body
   */
  static void readEpilogue(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.next();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      boolean harmless =
          event == XMLStreamConstants.COMMENT
              || event == XMLStreamConstants.SPACE
              || event == XMLStreamConstants.END_ELEMENT
              || (event == XMLStreamConstants.CHARACTERS
                  && XmlWhitespace.isBlank(reader.getText()));
      if (!harmless) {
        throw MalformedMessageException.at(
            reader, "Nothing may follow the Body (SOAP 1.2 Part 1 section 5.1, BP 1.1 R1011)");
      }
      event = reader.next();
    }
  }

  private int toTag(String expected) throws XMLStreamException {
    while (true) {
      int event = reader.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
          return event;
        }
        case XMLStreamConstants.COMMENT, XMLStreamConstants.SPACE -> {}
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!XmlWhitespace.isBlank(reader.getText())) {
            throw malformed("Expected " + expected + ", found text");
          }
        }
        default ->
            throw malformed(
                "An envelope may not hold a processing instruction or entity reference"
                    + " (SOAP 1.2 Part 1 section 5)");
      }
    }
  }

  private boolean isNamed(String localName) {
    return reader.getLocalName().equals(localName) && namespace.equals(reader.getNamespaceURI());
  }

  private MalformedMessageException malformed(String what) {
    return MalformedMessageException.at(reader, what);
  }
}
