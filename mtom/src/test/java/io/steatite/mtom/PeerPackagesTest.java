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

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notations that other stacks use. */
class PeerPackagesTest {
  private final MtomEncoder encoder = MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12);

  private Message read(MediaType type, int most, String... pieces) throws Exception {
    byte[] bytes = Packages.bytes(String.join("", pieces));
    return encoder.decode(ThrottledInputStream.of(bytes, most, most), type);
  }

  private void assertReads(MediaType type, List<String> files, String... pieces) throws Exception {
    for (int most : new int[] {1, 5, 100_000}) {
      try (Message message = read(type, most, pieces)) {
        assertThat(filesOf(message)).map(Packages::text).isEqualTo(files);
      }
    }
  }

  private static String xop(String parameters) {
    return "Content-Type: application/xop+xml" + parameters;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/related; boundary=%s",
        "MULTIPART/RELATED; BOUNDARY=%s; TYPE=\"APPLICATION/XOP+XML\"",
        "multipart/related;type=application/xop+xml;boundary=%s;start-info=text/xml;start=root@test",
        "multipart/related ; type = \"application/xop+xml\" ; boundary = \"%s\";",
        "multipart/related;\r\n\ttype=\"application/xop+xml\";\r\n boundary=\"%s\"",
        "multipart/related; type=\"application/xop+xml\"; boundary=\"%s\"; start-info=\"\"",
        "multipart/related; type=\"application/xop+xml\"; boundary=\"%s\"; start-info=\"text\"",
        "multipart/related; type=\"application/xop+xml\"; boundary=\"%s\"; start=\"<root@test>\";"
            + " start-info=\"application/soap+xml; action=\\\"urn:a\\\"\"; x-other=1",
        "multipart/related; type=\"application/soap+xml\"; boundary=\"%s\"",
        "multipart/related; type=\"application/xop+xml\"; boundary=\"%s\"; start=\"<100%%@x>\""
      })
  @Requirement({"R4131", "R4133"})
  void parametersInAnyNotationAreRead(String pattern) throws Exception {
    String root =
        pattern.contains("100%")
            ? root(include("cid:1@test")).replace("root@test", "100%@x")
            : root(include("cid:1@test"));
    assertReads(
        MediaType.parse(pattern.formatted(Packages.BOUNDARY)),
        List.of("one"),
        root,
        file("<1@test>", "one"),
        end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-ID: <root@test>\nContent-Type: application/xop+xml;charset=UTF-8",
        "content-id:<root@test>\ncontent-type:APPLICATION/XOP+XML; CHARSET=utf-8",
        "Content-Type: application/xop+xml;\n charset=utf-8;\n\ttype=\"application/soap+xml\"",
        "Content-Type:\n application/xop+xml\nContent-Description: what\n it is",
        "MIME-Version: 1.0\nContent-Type: application/xop+xml\nContent-Length: 17\nX-Y:",
        "Content-Type: application/xop+xml; charset=utf-8\nContent-Transfer-Encoding: 8-BIT"
      })
  void headersInAnyNotationAreRead(String headers) throws Exception {
    assertReads(
        type(),
        List.of("one"),
        part(headers, envelope(include("cid:1@test"))),
        file("<1@test>", "one"),
        end());
  }

  @Test
  void linesMayEndWithLf() throws Exception {
    String whole = root(include("cid:1@test")) + file("<1@test>", "CONTENT") + end();
    String lf = whole.replace("\r\n", "\n").replace("CONTENT", "o\rn\r\ne");
    assertReads(type(), List.of("o\rn\r\ne"), lf);
    assertReads(type(), List.of("o\rn\r\ne"), "\n\n" + lf + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base64|TWFueSBoYW5kcw==|Many hands",
        "BASE64|TWFu\\r\\neSBo\\r\\nYW5kcw==\\r\\n|Many hands",
        "base64||''",
        "quoted-printable|Many=20h=\\r\\nands|Many hands",
        "Quoted-Printable|=3D|=",
        "7bit|Many hands|Many hands",
        "Binary|Many hands|Many hands",
      })
  void transferEncodingsAreDecoded(String encoding, String written, String content)
      throws Exception {
    String text = written == null ? "" : written.replace("\\r", "\r").replace("\\n", "\n");
    assertReads(
        type(),
        List.of(content, "next"),
        root(include("cid:1@test"), include("cid:2@test")),
        part("Content-ID: <1@test>\nContent-Transfer-Encoding: " + encoding, text),
        file("<2@test>", "next"),
        end());
  }

  @ParameterizedTest
  @CsvSource({
    "base64, ab!d",
    "base64, abc",
    "base64, =abc",
    "quoted-printable, =zz",
    "x-uuencode, abc",
    "binaryy, abc"
  })
  void brokenTransferEncodingsAreMalformed(String encoding, String written) {
    assertThatThrownBy(
            () ->
                assertReads(
                    type(),
                    List.of(""),
                    root(include("cid:1@test")),
                    part("Content-ID: <1@test>\nContent-Transfer-Encoding: " + encoding, written),
                    end()))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "<a(b)c@test>, cid:a(b)c@test",
    "(one) (two <x@y>) <c@test>, cid:c@test",
    "<c@test> (after <x@y>), cid:c@test",
    "<urn:uuid:1>, cid:urn:uuid:1",
    "<urn:uuid:1>, cid:urn%3Auuid%3a1",
    "<\u00c3\u00a9@test>, cid:%C3%A9@test",
    "<%C3%A9@test>, cid:%C3%A9@test",
    "<c@test>, cid:<c@test>"
  })
  @Requirement("R4144")
  void contentIdsInAnyNotationAreRead(String contentId, String href) throws Exception {
    String escaped = href.replace("<", "&lt;").replace(">", "&gt;");
    assertReads(type(), List.of("x"), root(include(escaped)), file(contentId, "x"), end());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, ; charset=utf-8",
    "UTF-8, ; charset=\"UTF-8\"",
    "UTF-8, ''",
    "UTF-16LE, ; charset=utf-16le",
    "UTF-16BE, ; charset=UTF-16BE",
    "ISO-8859-1, ; charset=iso-8859-1"
  })
  @Requirement({"R4147", "R4149"})
  void charsetParameterOfTheRootIsUsed(String charset, String parameter) throws Exception {
    String headers = xop(parameter) + "\nContent-Transfer-Encoding: binary";
    try (Message message =
        read(
            type(),
            100_000,
            part(headers, Packages.text(envelope("\u00e4").getBytes(charset))),
            end())) {
      assertThat(message.body().buffer().fragment().text()).isEqualTo("\u00e4");
    }
  }

  @Test
  @Requirement("R4149")
  void charsetParameterOverridesTheXmlDeclaration() throws Exception {
    String xml = "<?xml version='1.0' encoding='iso-8859-1'?>" + envelope("\u00e4");
    try (Message message =
        read(
            type(),
            100_000,
            part(xop("; charset=utf-8"), Packages.text(xml.getBytes(StandardCharsets.UTF_8))),
            end())) {
      assertThat(message.body().buffer().fragment().text()).isEqualTo("\u00e4");
    }
    try (Message message = read(type(), 100_000, part(xop(""), xml), end())) {
      assertThat(message.body().buffer().fragment().text()).isEqualTo("\u00e4");
    }
  }

  /** An xop:Include has a meaning in a XOP document only. */
  @ParameterizedTest
  @ValueSource(strings = {"text/xml", "application/soap+xml"})
  void includesAreNotResolvedOutsideOfXop(String rootType) throws Exception {
    boolean soap11 = rootType.equals("text/xml");
    String xml = envelope(include("cid:1@test"));
    try (Message message =
        read(
            MediaType.parse("multipart/related").with("boundary", Packages.BOUNDARY),
            100_000,
            part(
                "Content-Type: " + rootType,
                soap11
                    ? xml.replace(Packages.V12.namespace(), SoapVersion.SOAP_11.namespace())
                    : xml),
            file("<1@test>", "never"),
            end())) {
      var reader = message.body().reader();
      Packages.toFile(reader);
      reader.nextTag();
      assertThat(reader.getLocalName()).isEqualTo("Include");
      assertThat(Attachments.of(message).orElseThrow().find("1@test")).isPresent();
    }
  }

  @Test
  void differingActionParametersAreMalformed() throws Exception {
    String startInfo = "application/soap+xml; action=\"urn:b\"";
    MediaType type = type("start-info", startInfo, "action", "urn:a");
    assertThatThrownBy(() -> read(type, 100, root("AAAA"), end()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("urn:a", "urn:b");
    try (Message message =
        read(type("start-info", startInfo, "action", "urn:b"), 100, root("AAAA"), end())) {
      assertThat(message.action()).contains("urn:b");
    }
  }

  @Test
  void versionOfTheRootPartOverridesThePackage() throws Exception {
    assertReads(type("start-info", "text/xml"), List.of("\0\0\0"), root("AAAA"), end());
    assertThatThrownBy(
            () -> read(type(), 100, part(xop("; type=\"text/xml\""), envelope("AAAA")), end()))
        .isInstanceOf(VersionMismatchException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\ry: z", "X: y\rContent-ID: <2@test>", "caf\u00e9: x", " X: y", ": x"})
  void invalidHeaderLinesAreMalformed(String line) {
    assertThatThrownBy(
            () ->
                assertReads(
                    type(),
                    List.of("x"),
                    root(include("cid:1@test")),
                    part(line + "\nContent-ID: <1@test>", "x"),
                    end()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("header");
  }
}
