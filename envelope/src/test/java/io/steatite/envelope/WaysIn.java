package io.steatite.envelope;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlCopier;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The kinds of input from which content of bodies, header blocks and fault details is made. */
enum WaysIn {
  CALLBACK {
    @Override
    XmlContent content(String xml) {
      return writer -> {
        XMLStreamReader2 reader = HardenedStax.of(XmlLimits.DEFAULT).reader(new StringReader(xml));
        reader.next();
        XmlCopier.copyRest(reader, writer, InScopeNamespaces.NONE);
      };
    }
  },
  TEXT {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.parse(xml);
    }
  },
  BYTE_STREAM_SOURCE {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.parse(new StreamSource(new ByteArrayInputStream(bytes(xml))));
    }
  },
  CHARACTER_STREAM_SOURCE {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.parse(new StreamSource(new StringReader(xml)));
    }
  },
  SAX_SOURCE {
    @Override
    XmlContent content(String xml) throws Exception {
      InputSource input = new InputSource(new ByteArrayInputStream(bytes(xml)));
      input.setEncoding("UTF-8");
      return XmlFragment.parse(new SAXSource(input));
    }
  },
  STAX_SOURCE {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.parse(
          new StAXSource(
              XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml))));
    }
  },
  DOM_SOURCE {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.parse(new DOMSource(dom(xml)));
    }
  },
  DOM_NODE {
    @Override
    XmlContent content(String xml) throws Exception {
      return XmlFragment.of(dom(xml).getDocumentElement());
    }
  };

  abstract XmlContent content(String xml) throws Exception;

  static byte[] bytes(String xml) {
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  static Document dom(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes(xml)));
  }
}
