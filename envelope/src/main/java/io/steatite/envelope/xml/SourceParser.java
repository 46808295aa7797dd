package io.steatite.envelope.xml;

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
 * Makes a fragment of the one element of a {@code Source}. What has to be parsed goes through
 * {@link HardenedStax}: nothing is fetched, a DTD is refused, limits are kept.
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
        "The source has no stream, and nothing is fetched from " + input.getSystemId());
  }

  /** The stream of a source, unless it comes with a parser that nobody here has hardened. */
  private static InputSource unparsed(Source source) {
    boolean foreignParser = source instanceof SAXSource sax && sax.getXMLReader() != null;
    InputSource input = foreignParser ? null : SAXSource.sourceToInputSource(source);
    if (input == null) {
      throw new IllegalArgumentException(
          "Cannot read "
              + source
              + "; a StreamSource, DOMSource, StAXSource with a stream reader, or SAXSource without"
              + " a parser of its own can be read");
    }
    return input;
  }

  /** The root element; the rest of the document is read to see that it is well-formed. */
  private XmlFragment document(XMLStreamReader reader) throws XMLStreamException {
    XmlFragment root = element(reader);
    while (reader.hasNext()) {
      reader.next();
    }
    return root;
  }

  /** The element the reader is on, or the first one it comes to. */
  private XmlFragment element(XMLStreamReader reader) throws XMLStreamException {
    for (int event = reader.getEventType();
        event != XMLStreamConstants.START_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("A DTD is not read", reader.getLocation());
      }
    }
    XMLStreamReader2 reader2 = Stax2ReaderAdapter.wrapIfNecessary(reader);
    long limit = stax.limits().documentCharacters();
    return new XmlRecorder(InScopeNamespaces.NONE, "XmlLimits.documentCharacters", limit)
        .recordElement(reader2);
  }
}
