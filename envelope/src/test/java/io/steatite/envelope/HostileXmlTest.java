package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Hostile XML in every way of making content that parses. */
class HostileXmlTest {
  private static final String BILLION_LAUGHS =
      "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
          + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>"
          + "<a>&d;</a>";

  @ParameterizedTest
  @EnumSource(
      names = {"DOM_SOURCE", "DOM_NODE", "CALLBACK"},
      mode = EnumSource.Mode.EXCLUDE)
  void externalEntitiesAreNeitherFetchedNorExpanded(WaysIn in, @TempDir Path folder)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(50);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      Path file = Files.writeString(folder.resolve("secret"), "secret");
      refuses(in, "<!DOCTYPE a><a/>");
      refuses(in, BILLION_LAUGHS);
      if (in != WaysIn.STAX_SOURCE) { // the caller makes the parser
        refuses(in, "<!DOCTYPE a SYSTEM '" + url + "'><a/>");
        refuses(in, "<!DOCTYPE a [<!ENTITY e SYSTEM '" + url + "'>]><a>&e;</a>");
        refuses(in, "<!DOCTYPE a [<!ENTITY e SYSTEM '" + file.toUri() + "'>]><a>&e;</a>");
        refuses(in, "<!DOCTYPE a [<!ENTITY % e SYSTEM '" + url + "'>%e;]><a/>");
      }
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dtdAndEntityReferencesAreRefused(WaysIn in) {
    refuses(in, "<a><?target data?></a>");
    refuses(in, "<a>");
    refuses(in, "<a/><b/>");
    refuses(in, "<a>&#1;</a>");
    refuses(in, "<p:a/>");
  }

  private static void refuses(WaysIn in, String xml) {
    assertThatThrownBy(() -> XmlFragment.of(in.content(xml)))
        .as(xml)
        .isInstanceOf(Exception.class)
        .isNotInstanceOf(RuntimeException.class);
  }

  @Test
  void documentsOverLimitsAreRefused() {
    HardenedStax small = HardenedStax.of(XmlLimits.builder().depth(3).build());
    Source deep = new StreamSource(new StringReader("<a><a><a><a/></a></a></a>"));
    assertThatThrownBy(() -> XmlFragment.parse(deep, small)).isInstanceOf(XMLStreamException.class);
  }

  @Test
  void systemIdIsNotRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.xml"), "<a/>");
    assertRefused(new StreamSource(file.toFile()));
    assertRefused(new SAXSource(new InputSource(file.toUri().toString())));
    assertRefused(new StreamSource());
    assertRefused(new DOMSource());
  }

  @Test
  void parserOfOtherFactoryIsRefused() throws Exception {
    assertRefused(
        new SAXSource(
            SAXParserFactory.newDefaultNSInstance().newSAXParser().getXMLReader(),
            new InputSource(new StringReader("<a/>"))));
    assertRefused(
        new StAXSource(
            XMLInputFactory.newDefaultFactory().createXMLEventReader(new StringReader("<a/>"))));
  }

  private static void assertRefused(Source source) {
    assertThatIllegalArgumentException().isThrownBy(() -> XmlFragment.parse(source));
  }

  @Test
  void documentTypeOfDomDocumentIsDropped() throws Exception {
    Document document = WaysIn.dom("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>");
    assertThat(XmlFragment.of(document).toXml()).isEqualTo("<a>x</a>");
  }

  @Test
  void entityReferencesInDomAreRefused() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document document = factory.newDocumentBuilder().newDocument();
    document.appendChild(document.createElementNS(null, "a"));
    document.getDocumentElement().appendChild(document.createEntityReference("e"));
    assertThatThrownBy(() -> XmlFragment.of(document))
        .isInstanceOf(XMLStreamException.class)
        .hasMessageContaining("entity reference");
  }

  @Test
  void deepTreeDoesNotOverflowTheStack() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document document = factory.newDocumentBuilder().newDocument();
    Node top = document;
    for (int i = 0; i < 20_000; i++) {
      top = top.appendChild(document.createElementNS("urn:a", "a"));
    }
    XmlFragment fragment = XmlFragment.of(document);
    assertThat(fragment.toElement().getFirstChild().getLocalName()).isEqualTo("a");
  }
}
