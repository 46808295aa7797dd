package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Woodstox and a {@link PartSplitter}, used by hand. */
final class ByHandPackages implements PackageContender {
  private final XMLInputFactory inputFactory = new WstxInputFactory();
  private final XMLOutputFactory outputFactory = new WstxOutputFactory();

  ByHandPackages() {
    inputFactory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    inputFactory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  @Override
  public void decode(InputStream in, String contentType, Sink sink)
      throws IOException, XMLStreamException {
    PartSplitter parts = new PartSplitter(in, boundary(contentType));
    parts.next();
    for (String href : hrefs(parts.content())) {
      String id = parts.next();
      if (!href.equals("cid:" + id)) {
        throw new IOException("Expected " + href + ", found " + id);
      }
      sink.take(parts.content());
    }
    if (parts.next() != null) {
      throw new IOException("Nobody refers to the last part");
    }
  }

  private static String boundary(String contentType) {
    int start = contentType.indexOf("boundary=\"") + "boundary=\"".length();
    return contentType.substring(start, contentType.indexOf('"', start));
  }

  private List<String> hrefs(InputStream envelope) throws XMLStreamException {
    XMLStreamReader reader = inputFactory.createXMLStreamReader(envelope, "UTF-8");
    List<String> hrefs = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("Include")) {
        hrefs.add(reader.getAttributeValue(null, "href"));
      }
    }
    reader.close();
    return hrefs;
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws IOException, XMLStreamException {
    String uuid = start(out);
    out.write(file);
    return end(uuid, out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws IOException, XMLStreamException {
    String uuid = start(out);
    try (InputStream in = file.getInputStream()) {
      in.transferTo(out);
    }
    return end(uuid, out);
  }

  /** Writes all before the file. */
  private String start(OutputStream out) throws IOException, XMLStreamException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    write(
        out,
        head(uuid, "0", "8bit", "application/xop+xml;charset=utf-8;type=\"application/soap+xml\""));
    XMLStreamWriter writer = outputFactory.createXMLStreamWriter(out, "UTF-8");
    writer.writeStartElement("s", "Envelope", Workload.SOAP);
    writer.writeNamespace("s", Workload.SOAP);
    writer.writeStartElement("s", "Body", Workload.SOAP);
    writer.writeStartElement("o", "Upload", Workload.APP);
    writer.writeNamespace("o", Workload.APP);
    writer.writeStartElement("o", "File", Workload.APP);
    writer.writeEmptyElement("xop", "Include", Workload.XOP);
    writer.writeAttribute("href", "cid:1." + uuid);
    writer.writeNamespace("xop", Workload.XOP);
    writer.writeEndDocument();
    writer.close();
    write(out, "\r\n" + head(uuid, "1", "binary", UploadedFiles.TYPE));
    return uuid;
  }

  private static String head(String uuid, String part, String encoding, String type) {
    return "--"
        + uuid
        + "\r\nContent-ID: <"
        + part
        + '.'
        + uuid
        + ">\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\nContent-Type: "
        + type
        + "\r\n\r\n";
  }

  private static String end(String uuid, OutputStream out) throws IOException {
    write(out, "\r\n--" + uuid + "--\r\n");
    return "multipart/related; type=\"application/xop+xml\";start=\"<0."
        + uuid
        + ">\";boundary=\""
        + uuid
        + "\";start-info=\"application/soap+xml\"";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
