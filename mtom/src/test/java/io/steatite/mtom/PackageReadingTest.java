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

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageReadingTest {
  @TempDir Path directory;

  private MtomEncoder encoder() {
    return MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12)
        .withLimits(MimeLimits.builder().memoryBytes(100).build())
        .withTemporaryDirectory(directory);
  }

  @AfterEach
  void noTemporaryFileRemains() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private Message read(MediaType type, String... pieces) throws IOException {
    InputStream in = new ByteArrayInputStream(Packages.bytes(String.join("", pieces)));
    return encoder().decode(in, type);
  }

  private void assertReads(MediaType type, List<String> files, String... pieces) throws Exception {
    byte[] bytes = Packages.bytes(String.join("", pieces));
    for (int most : new int[] {1, 3, 100_000}) {
      try (Message message = encoder().decode(ThrottledInputStream.of(bytes, most, most), type)) {
        assertThat(filesOf(message)).map(Packages::text).isEqualTo(files);
      }
    }
  }

  @Test
  @Requirement("R4133")
  void firstPartIsTheRootWithoutStartParameter() throws Exception {
    assertReads(
        type(), List.of("one"), root(include("cid:1@test")), file("<1@test>", "one"), end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<root@test>", "root@test", " <root@test> ", "<root%40test>"})
  @Requirement("R4133")
  void startParameterNamesTheRoot(String start) throws Exception {
    assertReads(
        type("start", start),
        List.of("one", "two".repeat(100)),
        file("<2@test>", "two".repeat(100)),
        root(include("cid:1@test"), include("cid:2@test")),
        file("<1@test>", "one"),
        end());
  }

  @ParameterizedTest
  @CsvSource({
    "<http://tempuri.org/1/632618206521093670>,"
        + " cid:http%3A%2F%2Ftempuri.org%2F1%2F632618206521093670",
    "<http://tempuri.org/1/632618206521093670>, cid:http://tempuri.org/1/632618206521093670",
    "<a%20b@test>, cid:a%20b@test",
    "<a%20b@test>, cid:a%2520b@test",
    "<a b@test>, cid:a%20b@test",
    "<a+b@test>, cid:a+b@test",
    "bare@test, cid:bare@test",
    "(comment) <c@test> (comment), cid:c@test",
    "<c@test>, CID:c@test",
    "<c@test>, ' cid:c@test '"
  })
  @Requirement("R4144")
  void contentIdMatchesEncodedOrNot(String contentId, String href) throws Exception {
    assertReads(type(), List.of("x"), root(include(href)), file(contentId, "x"), end());
  }

  @Test
  void partsAreReadInAnyOrder() throws Exception {
    String large = "large".repeat(1000);
    assertReads(
        type(),
        List.of("third", large, "", "second"),
        root(
            include("cid:3@test"),
            include("cid:1@test"),
            include("cid:4@test"),
            include("cid:2@test")),
        file("<1@test>", large),
        file("<2@test>", "second"),
        file("<3@test>", "third"),
        file("<4@test>", ""),
        end());
  }

  @Test
  void envelopeIsReadAfterALaterPart() throws Exception {
    String filler = "AAAA".repeat(50_000);
    try (Message message =
        read(
            type(),
            root(include("cid:1@test"), filler, include("cid:2@test")),
            file("<1@test>", "one"),
            file("<2@test>", "two"),
            end())) {
      assertThat(filesOf(message))
          .map(bytes -> bytes.length)
          .containsExactly(3, filler.length() / 4 * 3, 3);
    }
  }

  @Test
  void contentOnTheStreamCanBeReadOnce() throws Exception {
    try (Message message =
        read(type(), root(include("cid:1@test")), file("<1@test>", "content"), end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      DataSource content = BinaryContent.read(reader);
      content.getInputStream().close(); // reads nothing
      assertThat(content.getInputStream().read()).isEqualTo('c');
      assertThatThrownBy(content::getInputStream)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "The content of part <1@test> was read from the stream by getInputStream() already;"
                  + " call BinaryContent.buffer() before reading it to open it again");
      assertThatThrownBy(() -> BinaryContent.buffer(content)).hasMessageContaining("already");
    }
  }

  @Test
  void contentOpenedTwiceBeforeReadingIsReadTwice() throws Exception {
    try (Message message =
        read(type(), root(include("cid:1@test")), file("<1@test>", "content"), end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      DataSource content = BinaryContent.read(reader);
      try (InputStream one = content.getInputStream();
          InputStream other = content.getInputStream()) {
        assertThat(other.readAllBytes()).asString().isEqualTo("content");
        assertThat(one.readAllBytes()).asString().isEqualTo("content");
      }
      assertThat(content.getInputStream().readAllBytes()).asString().isEqualTo("content");
    }
  }

  @Test
  void storedContentCanBeOpenedUntilTheMessageIsClosed() throws Exception {
    String large = "large".repeat(1000);
    Message message = read(type(), root(include("cid:1@test")), file("<1@test>", large), end());
    XMLStreamReader2 reader = message.body().reader();
    Packages.toFile(reader);
    DataSource content = BinaryContent.read(reader);
    assertThat(content.getContentType()).isEqualTo("application/octet-stream");
    assertThat(content.getName()).isEqualTo("<1@test>");
    assertThat(BinaryContent.buffer(content)).isSameAs(content);
    assertThat(content.getInputStream().readAllBytes()).asString().isEqualTo(large);
    assertThat(content.getInputStream().readAllBytes()).asString().isEqualTo(large);
    message.close();
    assertThatThrownBy(content::getInputStream)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    message.close();
  }

  @Test
  void nextPartCanBeReadAfterAPartlyReadOne() throws Exception {
    String large = "0123456789".repeat(5000);
    try (Message message =
        read(
            type(),
            root(include("cid:1@test"), include("cid:2@test")),
            file("<1@test>", large),
            file("<2@test>", "two"),
            end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      byte[] some = new byte[10];
      assertThat(reader.readElementAsBinary(some, 0, 10)).isEqualTo(10);
      assertThat(some).asString().isEqualTo("0123456789");
      Packages.toFile(reader);
      assertThat(reader.getElementAsBinary()).asString().isEqualTo("two");
    }
  }

  @Test
  void whiteSpaceAndCommentsNextToAnIncludeAreAccepted() throws Exception {
    assertReads(
        type(),
        List.of("one"),
        root("\n  <!-- here -->" + include("cid:1@test") + "<!-- there -->\n"),
        file("<1@test>", "one"),
        end());
  }

  @Test
  void extensionsOfAnIncludeAreAccepted() throws Exception {
    assertReads(
        type(),
        List.of("one"),
        root("<xop:Include href='cid:1@test' x:y='z' xmlns:x='urn:x'> </xop:Include>"),
        file("<1@test>", "one"),
        end());
  }

  @Test
  void partsWithoutReferenceAreIgnored() throws Exception {
    assertReads(
        type(),
        List.of("one"),
        root(include("cid:1@test")),
        part("Content-Type: text/plain", "no id"),
        file("<0@test>", "nobody asked"),
        file("<1@test>", "one"),
        file("<2@test>", "nobody asked"),
        end());
  }

  @Test
  void preambleAndEpilogueAreIgnored() throws Exception {
    assertReads(
        type(),
        List.of("one"),
        "MIME-Version: 1.0\r\nnot a part\r\n\r\n",
        root(include("cid:1@test")),
        file("<1@test>", "one"),
        end(),
        "epilogue");
  }

  @Test
  void bodyMayStartWithLineBreak() throws Exception {
    assertReads(type(), List.of("\0\0\0"), "\r\n", root("AAAA"), end());
  }

  @Test
  void nestedMultipartIsOnePart() throws Exception {
    String nested = "--inner\r\n\r\nx\r\n--inner--";
    assertReads(
        type(),
        List.of(nested),
        root(include("cid:1@test")),
        part("Content-ID: <1@test>\nContent-Type: multipart/mixed; boundary=inner", nested),
        end());
  }

  @Test
  void transferEncodingIsDecoded() throws Exception {
    assertReads(
        type(),
        List.of("one", "t=o"),
        root(include("cid:1@test"), include("cid:2@test")),
        part("Content-ID: <1@test>\nContent-Transfer-Encoding: base64", "b25l"),
        part("Content-ID: <2@test>\nContent-Transfer-Encoding: quoted-printable", "t=3Do"),
        end());
  }

  @Test
  void includesAreResolvedInHeaderBlocks() throws Exception {
    String envelope =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>"
            + "<t:token xmlns:t='urn:t'><xop:Include href='cid:1@test'"
            + " xmlns:xop='http://www.w3.org/2004/08/xop/include'/></t:token>"
            + "</s:Header><s:Body/></s:Envelope>";
    try (Message message =
        read(
            type(),
            part("Content-Type: application/xop+xml;charset=utf-8", envelope),
            file("<1@test>", "abc"),
            end())) {
      assertThat(message.headers().iterator().next().text()).isEqualTo("YWJj");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xop+xml",
        "Application/XOP+XML; Charset=\"UTF-8\"; type=\"text/xml\"",
        "application/xop+xml; type=\"application/soap+xml; action=\\\"urn:b\\\"\"",
        "application/soap+xml; charset=utf-8"
      })
  void rootTypesOfOtherStacksAreRead(String rootType) throws Exception {
    boolean saysText = rootType.contains("text/xml");
    String envelope =
        saysText
            ? envelope("AAAA").replace(Packages.V12.namespace(), SoapVersion.SOAP_11.namespace())
            : envelope("AAAA");
    assertReads(type(), List.of("\0\0\0"), part("Content-Type: " + rootType, envelope), end());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "urn:out | application/soap+xml | application/soap+xml | urn:out",
        "        | application/soap+xml; action=\"urn:in\" | application/soap+xml | urn:in",
        "        | application/soap+xml | application/soap+xml; action=\"urn:root\" | urn:root",
        "        | application/soap+xml | application/soap+xml | "
      })
  void actionParameterIsFoundInAllPlaces(
      String outer, String startInfo, String rootType, String expected) throws Exception {
    MediaType type = type("start-info", startInfo);
    MediaType root = MediaType.parse("application/xop+xml").with("type", rootType);
    try (Message message =
        read(
            outer == null ? type : type.with("action", outer),
            part("Content-Type: " + root, envelope("AAAA")),
            end())) {
      assertThat(message.action().orElse(null)).isEqualTo(expected);
    }
  }

  @Test
  void charsetParameterOfTheRootPartIsUsed() throws Exception {
    String envelope = envelope("AAAA");
    String utf16 = Packages.text(envelope.getBytes(StandardCharsets.UTF_16BE));
    assertReads(
        type(),
        List.of("\0\0\0"),
        part(
            "Content-Type: application/xop+xml; charset=\"UTF-16BE\"\n"
                + "Content-Transfer-Encoding: binary",
            utf16),
        end());
    String withBom = Packages.text(("\uFEFF" + envelope).getBytes(StandardCharsets.UTF_8));
    assertReads(
        type(),
        List.of("\0\0\0"),
        part("Content-Type: application/xop+xml; charset=utf-8", withBom),
        end());
  }

  @Test
  void versionOfThePackageIsVerified() {
    assertThatThrownBy(
            () ->
                read(
                    type("start-info", "text/xml"),
                    part("Content-Type: application/xop+xml", envelope("AAAA")),
                    end()))
        .isInstanceOf(VersionMismatchException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "'image/png;\r\n\tname=x', image/png; name=x",
    "'image/\u0001x', application/octet-stream",
    "'', application/octet-stream",
  })
  void forwardedPartHasAValidContentType(String received, String written) throws Exception {
    String headers = "Content-ID: <1@test>\nContent-Type: " + received.replace("\r", "");
    try (Message message =
        read(type(), root(include("cid:1@test")), part(headers, "x".repeat(1000)), end())) {
      assertThat(Packages.textOf(encoder().encode(message)))
          .contains("\r\nContent-Type: " + written + "\r\n\r\nx");
    }
  }

  /** A blank xmime:contentType does not become a blank header field. */
  @Test
  void blankContentTypeOfAnElementIsNotForwarded() throws Exception {
    String root =
        root(include("cid:1@test"))
            .replace(
                "<f:file>",
                "<f:file xmlns:m='http://www.w3.org/2005/05/xmlmime' m:contentType=' '>");
    try (Message message =
        read(type(), root, part("Content-ID: <1@test>", "x".repeat(1000)), end())) {
      assertThat(Packages.textOf(encoder().encode(message)))
          .contains("\r\nContent-Type: application/octet-stream\r\n\r\nx");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whiteSpaceNextToAnIncludeIsNotForwarded(boolean buffered) throws Exception {
    for (String space : new String[] {" ", "\n    ", " ".repeat(300)}) {
      try (Message message =
          read(
              type(),
              root(space + include("cid:1@test") + space),
              file("<1@test>", "x".repeat(1000)),
              end())) {
        Message relayed = buffered ? message.buffer() : message;
        assertThat(Packages.textOf(encoder().encode(relayed)))
            .containsPattern("<f:file><xop:Include [^>]*/></f:file>");
      }
    }
  }

  /** The reader reads ahead to find out whether an xop:Include follows the white space. */
  @Test
  void otherWhiteSpaceIsShownAtItsPosition() throws Exception {
    String content = "\n  <a xmlns='urn:a'>\t</a> <b> x</b> \n <!-- c --> <c>  <d/>  </c>\n";
    try (Message message = read(type(), root(content), end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      int depth = reader.getDepth();
      assertThat(reader.next()).isEqualTo(XMLStreamConstants.CHARACTERS);
      assertThat(reader.isWhiteSpace() && reader.isCharacters() && reader.hasText()).isTrue();
      assertThat(reader.isStartElement()).isFalse();
      assertThat(reader.getText()).isEqualTo("\n  ");
      assertThat(reader.getTextCharacters()).startsWith('\n', ' ', ' ');
      assertThat(reader.getTextLength()).isEqualTo(3);
      assertThat(reader.getDepth()).isEqualTo(depth);
      assertThat(reader.next()).isEqualTo(XMLStreamConstants.START_ELEMENT);
      assertThat(reader.getDepth()).isEqualTo(depth + 1);
      assertThat(reader.getElementText()).isEqualTo("\t");
    }
    try (Message message = read(type(), root(content), end())) {
      MtomEncoder plain = encoder().withLeadingWhitespaceProtected(false);
      assertThat(Packages.textOf(plain.encode(message))).contains(content.replace("'", "\""));
    }
  }

  @Test
  void contentNextToACommentIsForwardedAsText() throws Exception {
    try (Message message =
        read(
            type(),
            root(include("cid:1@test") + "<!-- there -->"),
            file("<1@test>", "x".repeat(1000)),
            end())) {
      assertThat(Packages.textOf(encoder().encode(message)))
          .doesNotContain("<xop:Include")
          .contains("eHh4eA==<!-- there --></f:file>");
    }
  }
}
