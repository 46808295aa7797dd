package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.random;
import static io.steatite.mtom.Packages.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataHandler;
import jakarta.xml.bind.annotation.XmlAttachmentRef;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlInlineBinaryData;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binary content of JAXB objects is optimized through the attachment support of JAXB. */
class JaxbPackageTest {
  @TempDir Path directory;

  /** Fields of all binary types of JAXB. */
  @XmlRootElement(namespace = "urn:album")
  static class Album {
    @XmlElement byte[] cover;

    @XmlElement
    @XmlMimeType("image/png")
    byte[] picture;

    @XmlElement
    @XmlMimeType("application/pdf")
    DataHandler booklet;

    @XmlElement @XmlInlineBinaryData byte[] inline;

    @XmlElement List<byte[]> pages = new ArrayList<>();

    @XmlElement String title;
  }

  /** An object with a field for SOAP with Attachments. */
  @XmlRootElement(namespace = "urn:album")
  static class Reference {
    @XmlElement @XmlAttachmentRef DataHandler file;
  }

  private final MtomEncoder encoder = MtomEncoder.of(V12);

  private static Album album(int size) {
    Album album = new Album();
    album.cover = random(size);
    album.picture = random(size + 1);
    album.booklet = new DataHandler(BinaryContent.of(random(size + 2), "application/pdf"));
    album.inline = random(size + 3);
    album.pages.add(random(size + 4));
    album.pages.add(random(size + 5));
    album.title = "Speckstein";
    return album;
  }

  private static void assertSame(Album found, int size) throws Exception {
    assertThat(found.cover).isEqualTo(random(size));
    assertThat(found.picture).isEqualTo(random(size + 1));
    assertThat(found.booklet.getInputStream().readAllBytes()).isEqualTo(random(size + 2));
    assertThat(found.inline).isEqualTo(random(size + 3));
    assertThat(found.pages).containsExactly(random(size + 4), random(size + 5));
    assertThat(found.title).isEqualTo("Speckstein");
  }

  @Test
  void allBinaryTypesOfJaxbAreReadBack() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    MtomEncoder storing = encoder.withTemporaryDirectory(directory);
    for (int size : new int[] {0, 10, 760, 768, 70_000}) {
      Message message = Message.of(V12, jaxb.body(album(size)));
      try (Message read = Packages.copy(storing, message)) {
        assertSame(jaxb.read(read.body(), Album.class), size);
      }
      assertThat(Files.list(directory)).isEmpty();
    }
  }

  @Test
  void longContentBecomesAPartWithItsMediaType() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    String sent = textOf(encoder.encode(Message.of(V12, jaxb.body(album(1000)))));
    assertThat(Pattern.compile("<xop:Include").matcher(sent).results()).hasSize(6);
    assertThat(sent)
        .contains("\r\nContent-Type: image/png\r\n\r\n" + Packages.text(random(1001)))
        .contains("\r\nContent-Type: application/pdf\r\n\r\n" + Packages.text(random(1002)))
        .contains("\r\n\r\n" + Packages.text(random(1004)), Packages.text(random(1005)))
        .doesNotContain(Base64.getEncoder().encodeToString(random(1000)));
  }

  @Test
  void dataHandlerIsReadOnDemand() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    MtomEncoder storing = encoder.withTemporaryDirectory(directory);
    Message message = Message.of(V12, jaxb.body(album(200_000)));
    try (Message read = Packages.copy(storing, message)) {
      DataHandler booklet = jaxb.read(read.body(), Album.class).booklet;
      assertThat(booklet.getContentType()).isEqualTo("application/pdf");
      assertThat(booklet.getInputStream().readAllBytes()).isEqualTo(random(200_002));
      assertThat(booklet.getInputStream().readAllBytes()).isEqualTo(random(200_002));
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  private static Message receivedBooklet(MtomEncoder encoder, ResourceAccount account)
      throws Exception {
    Album album = new Album();
    album.booklet = new DataHandler(BinaryContent.of(random(100_000), "application/pdf"));
    return received(encoder, album, account);
  }

  private static Message received(MtomEncoder encoder, Album album, ResourceAccount account)
      throws Exception {
    OutgoingEntity sent = encoder.encode(Message.of(V12, JaxbBinding.of(Album.class).body(album)));
    return encoder.decode(
        new ByteArrayInputStream(Packages.bytesOf(sent)), sent.mediaType(), account);
  }

  @Test
  void dataHandlerOfTheLastPartIsReadFromTheStream() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    ResourceAccount account = ResourceAccount.of("ServiceHost", 50_000, 1).open();
    try (Message read = receivedBooklet(encoder, account)) {
      DataHandler booklet = jaxb.read(read.body(), Album.class).booklet;
      assertThat(booklet.getInputStream().readAllBytes()).isEqualTo(random(100_000));
      assertThat(account.memory() + account.disk()).isLessThan(5_000);
      assertThatThrownBy(booklet::getInputStream)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("BinaryContent.buffer()");
    }
  }

  @Test
  void bufferedDataHandlerIsReadAgain() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    try (Message read = receivedBooklet(encoder, ResourceAccount.unlimited())) {
      DataHandler booklet = jaxb.read(read.body(), Album.class).booklet;
      BinaryContent.buffer(booklet.getDataSource());
      assertThat(booklet.getInputStream().readAllBytes()).isEqualTo(random(100_000));
      assertThat(booklet.getInputStream().readAllBytes()).isEqualTo(random(100_000));
    }
  }

  private static Album coverAlone() {
    Album album = new Album();
    album.cover = random(100_000);
    return album;
  }

  @Test
  void arrayOverTheLimitIsRefused() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    for (int limit : new int[] {99_999, 100_000}) {
      MimeLimits limits = MimeLimits.builder().materializedBytes(limit).build();
      try (Message read =
          received(encoder.withLimits(limits), coverAlone(), ResourceAccount.unlimited())) {
        if (limit == 100_000) {
          assertThat(jaxb.read(read.body(), Album.class).cover).isEqualTo(random(100_000));
        } else {
          assertThatThrownBy(() -> jaxb.read(read.body(), Album.class))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageContaining("MimeLimits.materializedBytes");
          assertThat(read.body().failure()).isPresent();
        }
      }
    }
  }

  @Test
  void arrayTakesMemoryFromTheAccount() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    ResourceAccount account = ResourceAccount.of("ServiceHost", 150_000, 1 << 20).open();
    try (Message read = received(encoder, coverAlone(), account)) {
      jaxb.read(read.body(), Album.class);
      assertThat(account.memory()).isBetween(100_000L, 110_000L);
    }
    try (Message read = received(encoder, coverAlone(), account)) {
      assertThatThrownBy(() -> jaxb.read(read.body(), Album.class))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("ServiceHost.memory");
    }
    ResourceAccount other = ResourceAccount.of("ServiceHost", 150_000, 1 << 20).open();
    try (Message read = received(encoder, coverAlone(), other)) {
      XMLStreamReader2 reader = read.body().reader();
      while (!reader.isStartElement() || !reader.getLocalName().equals("cover")) {
        reader.next();
      }
      assertThat(reader.getElementAsBinary()).isEqualTo(random(100_000));
      assertThat(other.memory()).isBetween(100_000L, 110_000L);
    }
  }

  @Test
  void headerBlocksCanContainBinaryContent() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    Message message = Message.of(V12, jaxb.body(album(10))).withHeader(jaxb.header(album(1000)));
    assertThat(textOf(encoder.encode(message))).contains("<xop:Include");
    try (Message read = Packages.copy(encoder, message)) {
      assertSame(jaxb.read(read.headers().iterator().next(), Album.class), 1000);
    }
  }

  /** JAXB hides that content cannot be read; for text it uses empty content instead. */
  @Test
  void failureOfTheStreamIsNotASenderFaultNorEmptyContent() throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Album.class);
    for (String field : new String[] {"cover", "pages", "title"}) {
      IOException gone = new IOException("gone");
      try (Message read = encoder.decode(failing(field, gone), Packages.type())) {
        assertThatThrownBy(() -> jaxb.read(read.body(), Album.class))
            .isInstanceOf(XMLStreamException.class)
            .hasCause(gone);
      }
    }
  }

  /** Returns a package whose stream fails in the middle of the part for the field. */
  private static InputStream failing(String field, IOException failure) {
    String album =
        "<a:album xmlns:a='urn:album'><%1$s>%2$s</%1$s></a:album>"
            .formatted(field, Packages.include("cid:1@test"));
    String root =
        Packages.root("*")
            .replaceAll("<f:files (.*?)>.*</f:files>", album.replace("<a:album", "<a:album $1"));
    String sent = root + Packages.file("<1@test>", "x".repeat(50_000));
    return new SequenceInputStream(
        new ByteArrayInputStream(Packages.bytes(sent)),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }
        });
  }

  @Test
  void swaRefIsRefused() throws Exception {
    Reference reference = new Reference();
    reference.file = new DataHandler(BinaryContent.of(random(1000)));
    JaxbBinding jaxb = JaxbBinding.of(Reference.class);
    assertThatThrownBy(() -> textOf(encoder.encode(Message.of(V12, jaxb.body(reference)))))
        .hasStackTraceContaining("swaRef");
  }
}
