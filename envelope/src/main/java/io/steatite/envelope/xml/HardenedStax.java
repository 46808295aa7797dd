package io.steatite.envelope.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
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

  private final XmlLimits limits;
  private final WstxInputFactory inputFactory;
  private final WstxOutputFactory outputFactory;

  private HardenedStax(XmlLimits limits) {
    this.limits = limits;
    this.inputFactory = inputFactory(limits);
    this.outputFactory = outputFactory();
  }

  /** Readers that stop at the given limits, and writers. */
  public static HardenedStax withLimits(XmlLimits limits) {
    return new HardenedStax(limits);
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
    DeclarationGuard guarded = new DeclarationGuard(in, limits.documentCharacters());
    XMLStreamReader reader =
        charset == null
            ? inputFactory.createXMLStreamReader(guarded)
            : inputFactory.createXMLStreamReader(guarded, charset.name());
    guarded.declarationIsOver();
    return (XMLStreamReader2) reader;
  }

  /**
   * A reader on the characters of one XML document; what its XML declaration says of an encoding
   * does not count.
   *
   * @param in the characters; closed by nobody but the caller
   * @throws XMLStreamException if the document's first characters are not XML, or cannot be read
   */
  public XMLStreamReader2 reader(Reader in) throws XMLStreamException {
    return (XMLStreamReader2) inputFactory.createXMLStreamReader(in);
  }

  /**
   * A writer that encodes into the given stream and does not close it. The caller chooses prefixes
   * and declares namespaces.
   *
   * @throws XMLStreamException if the charset is not supported
   */
  public XMLStreamWriter2 writer(OutputStream out, Charset charset) throws XMLStreamException {
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

  private static WstxInputFactory inputFactory(XmlLimits limits) {
    WstxInputFactory factory = new NamedInputFactory(limits.attributeCharacters());
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory2.P_REPORT_PROLOG_WHITESPACE, false);
    factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
    // A lazy reader throws from getText(); ours reports every problem from next().
    factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_DTD_RESOLVER, NOTHING_EXTERNAL);
    factory.setProperty(WstxInputProperties.P_ENTITY_RESOLVER, NOTHING_EXTERNAL);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, limits.elements());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeCharacters());
    factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.textCharacters());
    factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, limits.documentCharacters());
    return factory;
  }

  private static WstxOutputFactory outputFactory() {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    factory.setProperty(XMLOutputFactory2.P_AUTOMATIC_EMPTY_ELEMENTS, true);
    return factory;
  }
}
