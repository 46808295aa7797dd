package io.steatite.mtom;

import static io.steatite.mtom.Packages.end;
import static io.steatite.mtom.Packages.envelope;
import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.include;
import static io.steatite.mtom.Packages.part;
import static io.steatite.mtom.Packages.root;
import static io.steatite.mtom.Packages.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts without an xop:Include, as in SOAP with Attachments. */
class AttachmentsTest {
  @TempDir Path directory;

  private MimeLimits limits = MimeLimits.builder().memoryBytes(100).build();

  @AfterEach
  void noTemporaryFileRemains() throws IOException {
    assertThat(Files.list(directory)).isEmpty();
  }

  private Message read(MediaType type, String... pieces) throws IOException {
    return MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12)
        .withLimits(limits)
        .withTemporaryDirectory(directory)
        .decode(new ByteArrayInputStream(Packages.bytes(String.join("", pieces))), type);
  }

  private static String text(DataSource source) throws IOException {
    return Packages.text(source.getInputStream().readAllBytes());
  }

  @Test
  void attachmentIsFoundByContentIdOrUrl() throws Exception {
    String large = "large".repeat(1000);
    try (Message message =
        read(type(), root("AAAA"), file("<a%b@test>", large), file("<2@test>", "two"), end())) {
      Attachments attachments = Attachments.of(message).orElseThrow();
      for (String id : new String[] {"<2@test>", "2@test", "cid:2@test", "cid:2%40test"}) {
        DataSource found = attachments.find(id).orElseThrow();
        assertThat(text(BinaryContent.buffer(found))).isEqualTo("two");
      }
      DataSource first = attachments.find("<a%b@test>").orElseThrow();
      assertThat(first.getContentType()).isEqualTo("application/octet-stream");
      assertThat(text(first)).isEqualTo(large);
      assertThat(text(first)).isEqualTo(large);
      assertThat(attachments.find("cid:3@test")).isEmpty();
      assertThat(filesOf(message)).hasSize(1);
    }
  }

  @Test
  void attachmentsAreThePartsWithoutAnInclude() throws Exception {
    try (Message message =
        read(
            type("start", "<root@test>"),
            file("<0@test>", "zero"),
            root(include("cid:1@test")),
            file("<1@test>", "one"),
            part("Content-Type: text/plain", "nobody can ask for it"),
            file("<2@test>", "two"),
            end())) {
      Attachments attachments = Attachments.of(message).orElseThrow();
      assertThat(filesOf(message)).map(Packages::text).containsExactly("one");
      assertThat(attachments.all())
          .map(DataSource::getName)
          .containsExactly("<0@test>", "<2@test>");
      assertThat(attachments.find("1@test")).isEmpty();
      assertThat(attachments.find("root@test")).isEmpty();
    }
  }

  @Test
  void bodyCanBeReadAfterAnAttachment() throws Exception {
    String filler = "some text ".repeat(10_000);
    try (Message message =
        read(
            type(),
            root(include("cid:1@test"), filler, include("cid:2@test")),
            file("<1@test>", "one"),
            file("<2@test>", "two"),
            file("<3@test>", "three"),
            end())) {
      Attachments attachments = Attachments.of(message).orElseThrow();
      assertThat(text(attachments.find("3@test").orElseThrow())).isEqualTo("three");
      var reader = message.body().reader();
      Packages.toFile(reader);
      assertThat(reader.getElementAsBinary()).asString().isEqualTo("one");
      Packages.toFile(reader);
      assertThat(reader.getElementText()).isEqualTo(filler);
      Packages.toFile(reader);
      assertThat(reader.getElementAsBinary()).asString().isEqualTo("two");
      assertThat(attachments.all()).hasSize(1);
    }
  }

  @Test
  void soapWithAttachmentsIsRead() throws Exception {
    String soap11 = envelope("<f:ref href='cid:1@test'/>");
    MediaType type =
        MediaType.parse("multipart/related; type=\"text/xml\"").with("boundary", Packages.BOUNDARY);
    try (Message message =
        read(
            type,
            part(
                "Content-Type: text/xml; charset=utf-8",
                soap11.replace(Packages.V12.namespace(), SoapVersion.SOAP_11.namespace())),
            file("<1@test>", "one"),
            end())) {
      assertThat(message.version()).isEqualTo(SoapVersion.SOAP_11);
      Attachments attachments = Attachments.of(message).orElseThrow();
      assertThat(text(attachments.find("cid:1@test").orElseThrow())).isEqualTo("one");
    }
  }

  @Test
  void limitsApplyToAttachments() throws Exception {
    String[] pieces = {
      root("AAAA"), file("<1@test>", "x".repeat(600)), file("<2@test>", "y"), end()
    };
    for (MimeLimits tooSmall :
        List.of(
            MimeLimits.builder().parts(2).build(),
            MimeLimits.builder().partBytes(599).build(),
            MimeLimits.builder().storedBytes(599).build())) {
      limits = tooSmall;
      try (Message message = read(type(), pieces)) {
        Attachments attachments = Attachments.of(message).orElseThrow();
        assertThatThrownBy(() -> attachments.find("2@test"))
            .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(attachments::all).isInstanceOf(LimitExceededException.class);
        assertThat(message.body().failure()).isPresent();
      }
    }
  }

  @Test
  void messageThatIsNotAPackageHasNoAttachments() {
    assertThat(Attachments.of(Message.of(Packages.V12, Body.empty()))).isEmpty();
  }

  @Test
  void attachmentOfAClosedMessageCannotBeRead() throws Exception {
    Message message = read(type(), root("AAAA"), file("<1@test>", "one"), end());
    DataSource one = Attachments.of(message).orElseThrow().find("1@test").orElseThrow();
    message.close();
    assertThatThrownBy(one::getInputStream).isInstanceOf(IOException.class);
  }
}
