package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.nio.charset.Charset;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.ri.Stax2ReaderAdapter;
import org.xml.sax.InputSource;

/**
 * Reads the root element of a {@code Source} as a fragment. Sources that are not parsed yet are
 * parsed by {@link HardenedStax}: nothing is fetched, DTDs are refused, and limits are enforced.
 */
final class SourceParser {
  private final HardenedStax stax;

  SourceParser(HardenedStax stax) {
    this.stax = stax;
  }

  XmlFragment parse(Source source) throws XMLStreamException {
    if (source instanceof DOMSource dom && dom.getNode() != null) {
      return XmlFragment.of(dom.getNode());
    }
    if (source instanceof StAXSource events && events.getXMLStreamReader() != null) {
      XMLStreamReader reader = events.getXMLStreamReader();
      return reader.getEventType() == XMLStreamConstants.START_DOCUMENT
          ? document(reader)
          : element(reader).around(reader.getNamespaceContext());
    }
    return document(reader(source));
  }

  private XMLStreamReader2 reader(Source source) throws XMLStreamException {
    InputSource input = unparsed(source);
    if (input.getCharacterStream() != null) {
      return stax.reader(input.getCharacterStream());
    }
    if (input.getByteStream() != null) {
      String encoding = input.getEncoding();
      return stax.reader(
          input.getByteStream(), encoding == null ? null : Charset.forName(encoding));
    }
    throw new IllegalArgumentException(
        "The source has no stream, and system ids are not dereferenced: " + input.getSystemId());
  }

  /** Returns the stream of a source. Refuses a source with its own parser, which may be unsafe. */
  private static InputSource unparsed(Source source) {
    boolean foreignParser = source instanceof SAXSource sax && sax.getXMLReader() != null;
    InputSource input = foreignParser ? null : SAXSource.sourceToInputSource(source);
    if (input == null) {
      throw new IllegalArgumentException(
          "Cannot read "
              + source
              + "; supported are StreamSource, DOMSource, StAXSource with a stream reader, and"
              + " SAXSource without a parser of its own");
    }
    return input;
  }

  /** Reads the root element, then the rest of the document to check that it is well-formed. */
  private XmlFragment document(XMLStreamReader reader) throws XMLStreamException {
    XmlFragment root = element(reader);
    while (reader.hasNext()) {
      reader.next();
    }
    return root;
  }

  /** Reads the current element or, if the reader is not on one, the next element. */
  private XmlFragment element(XMLStreamReader reader) throws XMLStreamException {
    for (int event = reader.getEventType();
        event != XMLStreamConstants.START_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("A DTD is not allowed", reader.getLocation());
      }
    }
    XMLStreamReader2 reader2 = Stax2ReaderAdapter.wrapIfNecessary(reader);
    long limit = stax.limits().documentCharacters();
    return new XmlRecorder(InScopeNamespaces.NONE, "XmlLimits.documentCharacters", limit)
        .recordElement(reader2);
  }
}
