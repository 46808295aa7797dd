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
 * Creates XML readers and writers. All readers of this project are created here. They refuse DTDs,
 * resolve no external entities, know only the five predefined entities, and enforce finite {@link
 * XmlLimits}.
 *
 * <p>Creating an instance is expensive, because it holds the symbol table of its readers. Creating
 * readers and writers is cheap. Instances are immutable and safe for use by several threads; the
 * readers and writers are not.
 */
public final class HardenedStax {
  private static final XMLResolver NOTHING_EXTERNAL =
      (publicId, systemId, baseUri, namespace) -> new ByteArrayInputStream(new byte[0]);

  /** The charsets other than UTF for which StAX writers escape characters that they lack. */
  private static final Set<Charset> ESCAPED_BY_WRITERS =
      Set.of(StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

  private final XmlLimits limits;
  private final XMLInputFactory2 inputFactory;
  private final XMLOutputFactory2 outputFactory;

  /** Whether the parser enforces the limits itself. */
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

  /** Returns an instance that uses Woodstox with the given limits. */
  public static HardenedStax of(XmlLimits limits) {
    WstxOutputFactory outputFactory = new WstxOutputFactory();
    harden(outputFactory);
    return new HardenedStax(limits, woodstox(limits), outputFactory, true);
  }

  /**
   * Returns an instance that uses another implementation of StAX2, such as Aalto, with the default
   * limits.
   *
   * <p>Limits are enforced outside the parser: each event is checked after it was parsed, and
   * {@code documentCharacters} counts bytes if the document is read from bytes. Hash collisions of
   * names are left to the parser. Use Woodstox for peers that are not trusted.
   *
   * @param inputFactory is reconfigured here, so it must not be used elsewhere
   * @param outputFactory is reconfigured here, so it must not be used elsewhere
   * @throws IllegalArgumentException if the parser cannot be configured to refuse DTDs and external
   *     entities
   */
  public static HardenedStax of(XMLInputFactory2 inputFactory, XMLOutputFactory2 outputFactory) {
    harden(inputFactory);
    harden(outputFactory);
    return new HardenedStax(XmlLimits.DEFAULT, inputFactory, outputFactory, false);
  }

  /** Returns a copy with other limits. */
  public HardenedStax withLimits(XmlLimits value) {
    return limiting ? of(value) : new HardenedStax(value, inputFactory, outputFactory, false);
  }

  /** Returns the limits of the readers. */
  public XmlLimits limits() {
    return limits;
  }

  /**
   * Creates a reader for the bytes of one XML document.
   *
   * @param in is not closed by the reader
   * @param charset the encoding, which takes precedence over the XML declaration; null to detect it
   *     from the byte order mark and the XML declaration (XML 1.0 appendix F, RFC 7303 section 3)
   * @throws XMLStreamException if the first bytes of the document are not XML, or cannot be read
   * @throws LimitExceededException if the XML declaration is too long
   */
  public XMLStreamReader2 reader(InputStream in, @Nullable Charset charset)
      throws XMLStreamException {
    return reader(in, charset, ResourceAccount.unlimited());
  }

  /**
   * Creates a reader for the bytes of one XML document that accounts for the memory it uses. The
   * reader throws a {@link LimitExceededException} of kind {@code RECEIVER} if the account is
   * exhausted.
   *
   * @param in is not closed by the reader
   * @param charset the encoding, or null to detect it
   * @param account is charged for events of more than 64 KiB that the parser holds in memory: a
   *     long text that is read in one piece, a long comment, a large tag
   * @throws XMLStreamException if the first bytes of the document are not XML, or cannot be read
   * @throws LimitExceededException if the XML declaration is too long
   */
  public XMLStreamReader2 reader(InputStream in, @Nullable Charset charset, ResourceAccount account)
      throws XMLStreamException {
    if (charset == null) {
      return reader(new BufferedInputStream(in), account);
    }
    return charset.equals(StandardCharsets.UTF_8)
        ? reader(in, charset.name(), account)
        : reader(new StrictDecodingReader(in, charset), account);
  }

  /** Creates a reader that detects the charset. */
  private XMLStreamReader2 reader(BufferedInputStream in, ResourceAccount account)
      throws XMLStreamException {
    Charset charset;
    try {
      charset = StrictDecodingReader.utf16(in);
      if (charset == null) {
        charset = StrictDecodingReader.declared(in);
      }
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
    return charset == null
        ? reader(in, (String) null, account)
        : reader(new StrictDecodingReader(in, charset), account);
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
   * Creates a reader for the characters of one XML document. The encoding in the XML declaration is
   * ignored.
   *
   * @param in is not closed by the reader
   * @throws XMLStreamException if the first characters of the document are not XML, or cannot be
   *     read
   * @throws LimitExceededException if the XML declaration is too long
   */
  public XMLStreamReader2 reader(Reader in) throws XMLStreamException {
    return reader(in, ResourceAccount.unlimited());
  }

  private XMLStreamReader2 reader(Reader in, ResourceAccount account) throws XMLStreamException {
    InputMeter meter = new InputMeter(limits, 1, account);
    return limited(inputFactory.createXMLStreamReader(meter.on(in)), meter);
  }

  /** Applies the limits to a parser, which has read no more than the XML declaration. */
  private XMLStreamReader2 limited(XMLStreamReader parser, InputMeter meter) {
    if (parser instanceof MeteredParser metered) {
      meter.endDocument();
      return metered.meteredBy(meter);
    }
    return new LimitedReader((XMLStreamReader2) parser, limits, meter);
  }

  /**
   * Creates a writer that encodes to a stream and does not close it. The caller chooses prefixes
   * and declares namespaces.
   *
   * <p>Characters that the charset lacks are written as character references in text and attribute
   * values. In comments, CDATA sections and names there are no references, so the writer throws an
   * {@code XMLStreamException} there.
   *
   * @throws XMLStreamException if the charset is not supported
   */
  public XMLStreamWriter2 writer(OutputStream out, Charset charset) throws XMLStreamException {
    if (!charset.name().startsWith("UTF-") && !ESCAPED_BY_WRITERS.contains(charset)) {
      return (XMLStreamWriter2)
          outputFactory.createXMLStreamWriter(
              new StrictEncodingWriter(out, charset), StandardCharsets.US_ASCII.name());
    }
    return (XMLStreamWriter2) outputFactory.createXMLStreamWriter(out, charset.name());
  }

  /**
   * Creates a writer of characters that does not close its target. The caller chooses prefixes and
   * declares namespaces.
   *
   * @throws XMLStreamException if the writer cannot be created
   */
  public XMLStreamWriter2 writer(Writer out) throws XMLStreamException {
    return (XMLStreamWriter2) outputFactory.createXMLStreamWriter(out);
  }

  /** Creates a writer that appends to a DOM document, document fragment or element. */
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
    // The parser counts text that is read piece by piece too, so InputMeter limits text instead.
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
    // Woodstox never releases interned URIs, and does not limit their length.
    factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
    // Lazy parsing reports syntax errors from getText(); callers expect them from next().
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
  }

  private static void harden(XMLOutputFactory2 factory) {
    factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    factory.setProperty(XMLOutputFactory2.P_AUTOMATIC_EMPTY_ELEMENTS, true);
  }
}
