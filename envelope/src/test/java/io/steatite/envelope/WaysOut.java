package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import java.io.StringWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;

/** The methods of reading the first element of a body; each returns it as text. */
enum WaysOut {
  READER {
    @Override
    String read(Body body) throws Exception {
      return XmlFragment.parse(new StAXSource(body.reader())).toXml();
    }
  },
  SOURCE {
    @Override
    String read(Body body) throws Exception {
      return transformed(body.source());
    }
  },
  ELEMENT {
    @Override
    String read(Body body) throws Exception {
      return transformed(new DOMSource(body.fragment().toElement()));
    }
  },
  DOCUMENT_FRAGMENT {
    @Override
    String read(Body body) throws Exception {
      return transformed(new DOMSource(body.fragment().toDocumentFragment()));
    }
  },
  DOM_AND_BACK {
    @Override
    String read(Body body) throws Exception {
      return XmlFragment.of(body.fragment().toElement()).toXml();
    }
  },
  TEXT {
    @Override
    String read(Body body) throws Exception {
      return body.fragment().toXml();
    }
  },
  BUFFERED_SOURCE {
    @Override
    String read(Body body) throws Exception {
      Body buffered = body.buffer();
      transformed(buffered.source());
      return transformed(buffered.source());
    }
  },
  FORWARDED {
    @Override
    String read(Body body) throws Exception {
      Message forwarded = Message.of(SoapVersion.SOAP_11, body);
      return Envelopes.decode(SoapVersion.SOAP_11, Envelopes.encode(forwarded))
          .body()
          .fragment()
          .toXml();
    }
  };

  abstract String read(Body body) throws Exception;

  private static String transformed(Source source) throws Exception {
    Transformer identity = TransformerFactory.newDefaultInstance().newTransformer();
    identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    identity.transform(source, new StreamResult(text));
    return text.toString();
  }
}
