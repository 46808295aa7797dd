package io.steatite.envelope.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.dom.DOMResult;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLOutputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/**
 * The only maker of XML readers and writers. Readers process no DTD, resolve nothing external, know
 * no entities but XML's own five, and stop at finite {@link XmlLimits}.
 *
 * <p>Making one is expensive (it holds the symbol tables); readers and writers are cheap. Safe to
 * share between threads.
 */
public final class HardenedStax {
  private static final XMLResolver NOTHING_EXTERNAL =
      (publicId, systemId, baseUri, namespace) -> new ByteArrayInputStream(new byte[0]);

  /** Charsets besides those of Unicode of which writers know which characters they have. */
  private static final Set<Charset> KNOWN_TO_WRITERS =
      Set.of(StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

  private final XmlLimits limits;
  private final XMLInputFactory2 inputFactory;
  private final XMLOutputFactory2 outputFactory;

  /** Whether the parser keeps the limits by itself. */
  private final boolean limiting;

  private HardenedStax(
      XmlLimits limits,
      XMLInputFactory2 inputFactory,
      XMLOutputFactory2 outputFactory,
      boolean limiting) {
    this.limits = limits;
    this.inputFactory = inputFactory;
    this.outputFactory = outputFactory;
    this.limiting = limiting;
  }

  /** Woodstox's readers, which stop at the given limits, and its writers. */
  public static HardenedStax withLimits(XmlLimits limits) {
    WstxOutputFactory outputFactory = new WstxOutputFactory();
    harden(outputFactory);
    return new HardenedStax(limits, woodstox(limits), outputFactory, true);
  }

  /**
   * The readers and writers of another implementation of StAX2, such as Aalto, with the default
   * limits. They are kept by counting what the parser reads and shows, so that each event is
   * checked after it was parsed, and a document is counted in bytes where it comes as bytes. How a
   * parser bears names made to collide is its own affair: Woodstox is the choice where peers are
   * strangers.
   *
   * @param inputFactory for nobody else from now on, since it is configured here
   * @param outputFactory likewise
   * @throws IllegalArgumentException if the parser cannot be told to leave out DTDs and what is
   *     external
   */
  public static HardenedStax of(XMLInputFactory2 inputFactory, XMLOutputFactory2 outputFactory) {
    harden(inputFactory);
    harden(outputFactory);
    return new HardenedStax(XmlLimits.DEFAULT, inputFactory, outputFactory, false);
  }

  /** These readers and writers with other limits. */
  public HardenedStax limitedTo(XmlLimits value) {
    return limiting
        ? withLimits(value)
        : new HardenedStax(value, inputFactory, outputFactory, false);
  }

  /** The limits of every reader made here. */
  public XmlLimits limits() {
    return limits;
  }

  /**
   * A reader on the bytes of one XML document.
   *
   * @param in the bytes; closed by nobody but the caller
   * @param charset how the bytes are encoded, whatever an XML declaration may say; null to find out
   *     from byte order mark and XML declaration (XML 1.0 appendix F, RFC 7303 section 3)
   * @throws XMLStreamException if the document's first bytes are not XML, or cannot be read
   * @throws LimitExceededException if its XML declaration goes on and on
   */
  public XMLStreamReader2 reader(InputStream in, @Nullable Charset charset)
      throws XMLStreamException {
    return reader(in, charset, ResourceAccount.unlimited());
  }

  /**
   * A reader on the bytes of one XML document, as the one without an account. Reading throws a
   * {@link LimitExceededException} of kind {@code RECEIVER} where the account has no room.
   *
   * @param account what the reader holds in memory at once is taken from it if it is more than 64
   *     KiB: a long text in one piece, a long comment, a large tag
   */
  public XMLStreamReader2 reader(InputStream in, @Nullable Charset charset, ResourceAccount account)
      throws XMLStreamException {
    if (charset == null) {
      return reader(new BufferedInputStream(in), account);
    }
    return charset.equals(StandardCharsets.UTF_8)
        ? reader(in, charset.name(), account)
        : reader(new StrictDecoding(in, charset), account);
  }

  /** A reader that finds the charset out. */
  private XMLStreamReader2 reader(BufferedInputStream in, ResourceAccount account)
      throws XMLStreamException {
    Charset charset;
    try {
      charset = StrictDecoding.utf16(in);
      if (charset == null) {
        charset = StrictDecoding.declared(in);
      }
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
    return charset == null
        ? reader(in, (String) null, account)
        : reader(new StrictDecoding(in, charset), account);
  }

  private XMLStreamReader2 reader(InputStream in, @Nullable String charset, ResourceAccount account)
      throws XMLStreamException {
    InputMeter meter = new InputMeter(limits, 4, account);
    InputStream metered = meter.on(in);
    return limited(
        charset == null
            ? inputFactory.createXMLStreamReader(metered)
            : inputFactory.createXMLStreamReader(metered, charset),
        meter);
  }

  /**
   * A reader on the characters of one XML document; what its XML declaration says of an encoding
   * does not count.
   *
   * @param in the characters; closed by nobody but the caller
   * @throws XMLStreamException if the document's first characters are not XML, or cannot be read
   * @throws LimitExceededException if its XML declaration goes on and on
   */
  public XMLStreamReader2 reader(Reader in) throws XMLStreamException {
    return reader(in, ResourceAccount.unlimited());
  }

  private XMLStreamReader2 reader(Reader in, ResourceAccount account) throws XMLStreamException {
    InputMeter meter = new InputMeter(limits, 1, account);
    return limited(inputFactory.createXMLStreamReader(meter.on(in)), meter);
  }

  /** A parser that has read the XML declaration, the one part before its own limits hold. */
  private XMLStreamReader2 limited(XMLStreamReader parser, InputMeter meter) {
    if (parser instanceof MeteredParser metered) {
      meter.endDocument();
      return metered.meteredBy(meter);
    }
    return new LimitedReader((XMLStreamReader2) parser, limits, meter);
  }

  /**
   * A writer that encodes into the given stream and does not close it. The caller chooses prefixes
   * and declares namespaces.
   *
   * <p>In text and attribute values, characters that the charset lacks are written as references.
   * In comments, CDATA sections and names they cannot be: the writer refuses those with an {@code
   * XMLStreamException}.
   *
   * @throws XMLStreamException if the charset is not supported
   */
  public XMLStreamWriter2 writer(OutputStream out, Charset charset) throws XMLStreamException {
    if (!charset.name().startsWith("UTF-") && !KNOWN_TO_WRITERS.contains(charset)) {
      return (XMLStreamWriter2)
          outputFactory.createXMLStreamWriter(
              new StrictEncodingWriter(out, charset), StandardCharsets.US_ASCII.name());
    }
    return (XMLStreamWriter2) outputFactory.createXMLStreamWriter(out, charset.name());
  }

  /**
   * A writer of characters, which does not close what they go to. The caller chooses prefixes and
   * declares namespaces.
   *
   * @throws XMLStreamException if the writer cannot be made
   */
  public XMLStreamWriter2 writer(Writer out) throws XMLStreamException {
    return (XMLStreamWriter2) outputFactory.createXMLStreamWriter(out);
  }

  /** A writer that appends to a document, a document fragment or an element of DOM. */
  XMLStreamWriter2 writer(Node parent) throws XMLStreamException {
    return (XMLStreamWriter2) outputFactory.createXMLStreamWriter(new DOMResult(parent));
  }

  private static WstxInputFactory woodstox(XmlLimits limits) {
    WstxInputFactory factory = new NamedInputFactory(limits.nameCharacters());
    harden(factory);
    factory.setProperty(WstxInputProperties.P_DTD_RESOLVER, NOTHING_EXTERNAL);
    factory.setProperty(WstxInputProperties.P_ENTITY_RESOLVER, NOTHING_EXTERNAL);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, limits.elements());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeCharacters());
    // The parser counts what it shows piece by piece too; the meter counts what it holds.
    factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.documentCharacters());
    factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, limits.documentCharacters());
    return factory;
  }

  private static void harden(XMLInputFactory2 factory) {
    factory.setXMLResolver(NOTHING_EXTERNAL);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory2.P_REPORT_PROLOG_WHITESPACE, false);
    factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
    // Woodstox keeps what it interns, however long, for the rest of the program.
    factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
    // A lazy reader throws from getText(); ours reports every problem from next().
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
  }

  private static void harden(XMLOutputFactory2 factory) {
    factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    factory.setProperty(XMLOutputFactory2.P_AUTOMATIC_EMPTY_ELEMENTS, true);
  }
}
