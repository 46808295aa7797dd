package io.steatite.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.mtom.Attachments;
import io.steatite.mtom.MimeLimits;
import io.steatite.mtom.MtomEncoder;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Whatever bytes come as a package are refused with the exceptions meant for that, or are a message
 * whose content can be read in every way and written again; and no file stays behind.
 *
 * <p>The first line of an input is the Content-Type, the rest is the package.
 */
public class PackageFuzzTest extends FuzzTarget {
  private static final XmlLimits SMALL =
      XmlLimits.builder()
          .depth(12)
          .elements(60)
          .textCharacters(4000)
          .documentCharacters(8000)
          .headerCharacters(4000)
          .build();

  private static final MimeLimits SMALL_PARTS =
      MimeLimits.builder()
          .parts(6)
          .headers(8)
          .headerBytes(500)
          .partBytes(2000)
          .memoryBytes(40)
          .storedBytes(3000)
          .build();

  private static final Path DIRECTORY = temporaryDirectory();

  private static final MtomEncoder READER =
      MtomEncoder.of(TextEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12).withLimits(SMALL))
          .withLimits(SMALL_PARTS)
          .withTemporaryDirectory(DIRECTORY);

  private static final MtomEncoder STRICT = READER.withStrictReading(true);

  /** What was small enough to be read may be longer as we write it. */
  private static final MtomEncoder COPIER =
      MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12)
          .withThreshold(1)
          .withTemporaryDirectory(DIRECTORY);

  private static Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("steatite-fuzz-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new PackageFuzzTest().accept(input);
  }

  @Override
  void accept(byte[] input) throws Exception {
    int lineEnd = 0;
    while (lineEnd < input.length && input[lineEnd] != '\n') {
      lineEnd++;
    }
    if (lineEnd == input.length) {
      return;
    }
    MediaType type;
    try {
      type = MediaType.parse(new String(input, 0, lineEnd, StandardCharsets.ISO_8859_1));
    } catch (MediaTypeException e) {
      return;
    }
    if (READER.canRead(type)) {
      Package given = new Package(input, lineEnd + 1, type);
      given.read(PackageFuzzTest::readText);
      given.read(PackageFuzzTest::readContent);
      given.read(PackageFuzzTest::readAttachments);
      if (type.type().equals("multipart")) { // an xop:Include in a text cannot become MTOM
        given.read(PackageFuzzTest::readCopy);
      }
      try (Stream<Path> left = Files.list(DIRECTORY)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private interface Reading {
    void of(Message message) throws IOException, XMLStreamException;
  }

  private record Package(byte[] bytes, int offset, MediaType type) {
    /**
     * All that is read of a package is the sender's doing, so nothing else may be thrown. What is
     * read strictly is read leniently too.
     */
    void read(Reading reading) throws IOException, XMLStreamException {
      boolean strictly = isRead(STRICT, reading);
      assertThat(isRead(READER, reading) || !strictly).isTrue();
    }

    private boolean isRead(MtomEncoder encoder, Reading reading)
        throws IOException, XMLStreamException {
      InputStream in = new ByteArrayInputStream(bytes, offset, bytes.length - offset);
      try (Message message = encoder.decode(in, type)) {
        reading.of(message);
        return true;
      } catch (MalformedMessageException | LimitExceededException e) {
        Objects.requireNonNull(e.getMessage());
        return false;
      }
    }
  }

  private static void readText(Message message) throws XMLStreamException {
    readHeaders(message);
    XMLStreamReader2 reader = message.body().reader();
    while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
      if (reader.hasText()) {
        assertThat(reader.getTextLength()).isEqualTo(reader.getText().length());
      }
      reader.next();
    }
  }

  private static void readHeaders(Message message) {
    for (HeaderBlock block : message.headers()) {
      assertThat(block.text()).isEqualTo(block.content().text());
    }
  }

  /** Takes every element for binary content, opens late what it can, and each twice. */
  private static void readContent(Message message) throws IOException, XMLStreamException {
    List<DataSource> contents = new ArrayList<>();
    XMLStreamReader2 reader = message.body().reader();
    int event = reader.getEventType();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      if (event == XMLStreamConstants.START_ELEMENT && !reader.getLocalName().equals("files")) {
        contents.add(BinaryContent.read(reader));
      }
      event = reader.next();
    }
    for (DataSource content : contents) {
      assertThat(bytesOf(BinaryContent.buffer(content))).isEqualTo(bytesOf(content));
    }
  }

  private static byte[] bytesOf(DataSource content) throws IOException {
    try (InputStream in = content.getInputStream()) {
      return in.readAllBytes();
    }
  }

  /** Whatever is no content of the envelope can be opened, before and after the body was read. */
  private static void readAttachments(Message message) throws IOException, XMLStreamException {
    Optional<Attachments> attachments = Attachments.of(message);
    if (attachments.isPresent()) {
      List<DataSource> before = attachments.get().all();
      for (DataSource content : before) {
        assertThat(bytesOf(content)).isEqualTo(bytesOf(content));
      }
      message.body().buffer();
      assertThat(before).containsAll(attachments.get().all());
    }
  }

  /** Content goes from one stream to the other, and still is the same to who reads text. */
  private static void readCopy(Message message) throws IOException, XMLStreamException {
    OutgoingEntity entity = COPIER.encode(message);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      entity.writeTo(out);
    } catch (IllegalArgumentException e) { // one that was none, in a root part that is no XOP
      assertThat(e).hasMessageContaining("contains an element xop:Include");
      return;
    }
    MediaType type = MediaType.parse(entity.mediaType().toString());
    try (Message copy = COPIER.decode(new ByteArrayInputStream(out.toByteArray()), type)) {
      assertThat(copy.version()).isEqualTo(message.version());
      assertThat(copy.headers()).hasSize(message.headers().size());
      Body body = copy.body().buffer();
      assertThat(body.payload()).isEqualTo(message.body().payload());
      assertMeasured(Message.of(copy.version(), body));
    }
  }

  /** What is said to be the length is the length. */
  private static void assertMeasured(Message message) throws IOException {
    OutgoingEntity entity = COPIER.encode(message);
    long length = entity.contentLength().orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    assertThat(out.size()).isEqualTo((int) length);
  }
}
