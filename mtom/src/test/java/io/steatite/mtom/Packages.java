package io.steatite.mtom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Packages for tests, written by the encoder or composed byte by byte. */
final class Packages {
  static final String BOUNDARY = "uuid:0ca0e16e-feb1-426c-97d8-c4508ada5e82+id=1";
  static final QName FILES = new QName("urn:files", "files", "f");
  static final SoapVersion V12 = SoapVersion.SOAP_12;

  private Packages() {}

  /** Returns a message with one element for each content. */
  static Message message(SoapVersion version, DataSource... contents) {
    return Message.of(
        version,
        Body.of(
            FILES,
            writer -> {
              for (DataSource content : contents) {
                writer.writeStartElement("f", "file", "urn:files");
                BinaryContent.write(writer, content);
                writer.writeEndElement();
              }
            }));
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] bytesOf(OutgoingEntity entity) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    return out.toByteArray();
  }

  static String textOf(OutgoingEntity entity) throws IOException {
    return new String(bytesOf(entity), ISO_8859_1);
  }

  static Message copy(MessageEncoder encoder, Message message) throws IOException {
    OutgoingEntity entity = encoder.encode(message);
    return encoder.decode(
        new ByteArrayInputStream(bytesOf(entity)), MediaType.parse(entity.mediaType().toString()));
  }

  /** Returns the content of each file element in the body. */
  static List<byte[]> filesOf(Message message) throws XMLStreamException, IOException {
    List<byte[]> files = new ArrayList<>();
    XMLStreamReader2 reader = message.body().reader();
    while (toFile(reader)) {
      files.add(BinaryContent.read(reader).getInputStream().readAllBytes());
    }
    return files;
  }

  /** Moves to the next file element. */
  static boolean toFile(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.next();
    while (event != XMLStreamConstants.END_DOCUMENT
        && !(event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("file"))) {
      event = reader.next();
    }
    return event == XMLStreamConstants.START_ELEMENT;
  }

  /** Returns the Content-Type of a composed package. */
  static MediaType type(String... parameters) {
    MediaType type =
        MediaType.parse("multipart/related; type=\"application/xop+xml\"")
            .with("boundary", BOUNDARY)
            .with("start-info", "application/soap+xml");
    for (int i = 0; i < parameters.length; i += 2) {
      type = type.with(parameters[i], parameters[i + 1]);
    }
    return type;
  }

  /** Returns an envelope whose body contains file elements with the given content. */
  static String envelope(String... contents) {
    StringBuilder xml =
        new StringBuilder(
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
                + "<f:files xmlns:f='urn:files'"
                + " xmlns:xop='http://www.w3.org/2004/08/xop/include'>");
    for (String content : contents) {
      xml.append("<f:file>").append(content).append("</f:file>");
    }
    return xml.append("</f:files></s:Body></s:Envelope>").toString();
  }

  static String include(String href) {
    return "<xop:Include href='" + href + "'/>";
  }

  static String root(String... contents) {
    return part(
        "Content-ID: <root@test>\nContent-Transfer-Encoding: 8bit\n"
            + "Content-Type: application/xop+xml;charset=utf-8;type=\"application/soap+xml\"",
        envelope(contents));
  }

  static String part(String headers, String content) {
    return "--" + BOUNDARY + "\r\n" + headers.replace("\n", "\r\n") + "\r\n\r\n" + content + "\r\n";
  }

  static String file(String contentId, String content) {
    return part(
        "Content-ID: "
            + contentId
            + "\nContent-Transfer-Encoding: binary\nContent-Type: application/octet-stream",
        content);
  }

  static String end() {
    return "--" + BOUNDARY + "--\r\n";
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
