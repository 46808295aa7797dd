package io.steatite.conformance.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.conformance.tour.EchoService;
import io.steatite.conformance.wire.WireTap;
import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our client and our service say to each other in MTOM, byte for byte. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MtomOnTheWireTest {
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      builder.endpoint(
          "/" + version.name(), Binding.of(version).withMtom(), new EchoService().operations());
      TextEncoder utf16 = TextEncoder.of(version).withCharset(StandardCharsets.UTF_16LE);
      builder.endpoint("/utf16/" + version.name(), stack(MtomEncoder.of(utf16)));
      builder.endpoint(
          "/useful/" + version.name(),
          stack(MtomEncoder.of(version).withPackagesOnlyWhenUseful(true)));
    }
    host = builder.start();
  }

  private static MessageStack stack(MtomEncoder encoder) {
    return MessageStack.builder()
        .dispatcher(new EchoService().operations())
        .encoder(encoder)
        .build();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Message echo(SoapVersion version, byte[] content) {
    return Message.of(
            version,
            Body.of(
                EchoService.name("EchoBinary"),
                writer -> BinaryContent.write(writer, BinaryContent.of(content))))
        .withAction(EchoService.ECHO_BINARY);
  }

  /** Both sides of a call, as they are on the wire. */
  private record Call(String request, String response) {}

  private static Call call(SoapVersion version, Message request)
      throws IOException, XMLStreamException {
    Binding binding = Binding.of(version).withMtom();
    try (WireTap tap = WireTap.to(host.socketAddress());
        RequestChannel channel = binding.channel(tap.via(host.address("/" + version.name())));
        Message reply = channel.request(request)) {
      assertThat(reply.version()).isEqualTo(version);
      reply.body().buffer();
      return new Call(HandMade.text(tap.request()), HandMade.text(tap.response()));
    }
  }

  private static String field(String name, String message) {
    Matcher matcher = Pattern.compile("(?mi)^" + name + ": (.*)$").matcher(message);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4131", "R4132", "R4133", "R4134", "R4135", "R4136"})
  void theContentTypeIsThatOfAPackage(SoapVersion version) throws Exception {
    Call call = call(version, echo(version, random(1000)));
    String parameters =
        "multipart/related; type=\"application/xop\\+xml\"; start=\"<0\\.[0-9a-f-]{36}@steatite>\";"
            + " boundary=\"[0-9A-Za-z'()+_,./:=?-]{1,70}\"; start-info=\""
            + Pattern.quote(version.mediaType())
            + '"';
    String action =
        version == SoapVersion.SOAP_12 ? "; action=\"urn:steatite:echo:EchoBinary\"" : "";
    assertThat(field("Content-Type", call.request())).matches(parameters + action);
    assertThat(field("Content-Type", call.response())).matches(parameters);
    for (String message : new String[] {call.request(), call.response()}) {
      assertThat(field("MIME-Version", message)).isEqualTo("1.0");
      String boundary = parameter("boundary", message);
      assertThat(body(message)).startsWith("--" + boundary + "\r\n");
      assertThat(body(message)).endsWith("\r\n--" + boundary + "--\r\n");
    }
  }

  private static String parameter(String name, String message) {
    Matcher matcher =
        Pattern.compile("; ?" + name + "=\"([^\"]*)\"").matcher(field("Content-Type", message));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4141", "R4142", "R4143", "R4145", "R4146", "R4148", "R4149", "R41410", "R4151"})
  void partsAreWrittenHeaderForHeader(SoapVersion version) throws Exception {
    byte[] content = random(768);
    Call call = call(version, echo(version, content));
    for (String message : new String[] {call.request(), call.response()}) {
      String delimiter = "--" + parameter("boundary", message) + "\r\n";
      String start = parameter("start", message);
      String id = start.replace("<0.", "1.").replace(">", "");
      assertThat(body(message))
          .startsWith(
              delimiter
                  + "Content-ID: "
                  + start
                  + "\r\nContent-Transfer-Encoding: 8bit\r\n"
                  + "Content-Type: application/xop+xml;charset=utf-8;type=\""
                  + version.mediaType()
                  + "\"\r\n\r\n<s:Envelope ")
          .contains(
              "><xop:Include href=\"cid:"
                  + id
                  + "\" xmlns:xop=\"http://www.w3.org/2004/08/xop/include\"/></")
          .contains(
              "\r\n"
                  + delimiter
                  + "Content-ID: <"
                  + id
                  + ">\r\nContent-Transfer-Encoding: binary\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n"
                  + HandMade.text(content)
                  + "\r\n--");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPackageOfKnownLengthSaysSo(SoapVersion version) throws Exception {
    Call call = call(version, echo(version, random(200_000)));
    for (String message : new String[] {call.request(), call.response()}) {
      assertThat(field("Content-Length", message)).isEqualTo("" + body(message).length());
      assertThat(message).doesNotContainIgnoringCase("Transfer-Encoding: chunked");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"B4152", "R4151"})
  void contentIsOptimizedFrom1024CharactersOn(SoapVersion version) throws Exception {
    Call inline = call(version, echo(version, random(767)));
    String base64 = Base64.getEncoder().encodeToString(random(767));
    assertThat(inline.request()).contains(base64).doesNotContain("xop:Include");
    assertThat(inline.response()).contains(base64).doesNotContain("xop:Include");
    assertThat(field("Content-Type", inline.request())).startsWith("multipart/related");
    assertThat(field("Content-Type", inline.response())).startsWith("multipart/related");
    Call part = call(version, echo(version, random(768)));
    assertThat(part.request()).contains("xop:Include");
    assertThat(part.response()).contains("xop:Include");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R4151")
  void tokensInHeadersAreOptimizedToo(SoapVersion version) throws Exception {
    String token = Base64.getEncoder().encodeToString(random(1100));
    HeaderBlock header = HeaderBlock.of(new QName("urn:wsse", "BinarySecurityToken", "o"), token);
    Call call = call(version, echo(version, random(10)).withHeader(header));
    assertThat(call.request())
        .containsPattern("<o:BinarySecurityToken><xop:Include [^>]*/></o:BinarySecurityToken>")
        .contains(HandMade.text(random(1100)))
        .doesNotContain(token);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4141", "R4132"})
  void faultsArePackagesToo(SoapVersion version) throws Exception {
    Message unknown =
        Message.of(version, Body.of(EchoService.name("Echo"), "x")).withAction("urn:unknown");
    Call call = call(version, unknown);
    assertThat(call.response()).startsWith("HTTP/1.1 500 ").contains("<s:Fault");
    assertThat(field("Content-Type", call.response()))
        .startsWith("multipart/related; type=\"application/xop+xml\"");
  }

  private static Received post(String path, String type, String body) throws IOException {
    return RawHttp.exchange(host.socketAddress(), RawHttp.post(path, type, HandMade.bytes(body)));
  }

  @ParameterizedTest
  @EnumSource
  void textIsAcceptedAndAnsweredInMtom(SoapVersion version) throws Exception {
    String text = HandMade.envelope(version, Base64.getEncoder().encodeToString(random(900)));
    Received answer = post("/" + version.name(), version.mediaType() + "; charset=utf-8", text);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields().get("content-type")).startsWith("multipart/related");
    assertThat(HandMade.text(answer.body())).contains("xop:Include", HandMade.text(random(900)));
  }

  @ParameterizedTest
  @EnumSource
  void packagesOnlyWhenUseful(SoapVersion version) throws Exception {
    String path = "/useful/" + version.name();
    Received small = post(path, HandMade.type(version), HandMade.echo(version, "small"));
    assertThat(small.status()).isEqualTo(200);
    assertThat(small.fields().get("content-type")).startsWith(version.mediaType());
    String content = HandMade.text(random(900));
    Received large = post(path, HandMade.type(version), HandMade.echo(version, content));
    assertThat(large.fields().get("content-type")).startsWith("multipart/related");
    assertThat(HandMade.text(large.body())).contains(content);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4147", "R41410"})
  void anEnvelopeInUtf16IsBinary(SoapVersion version) throws Exception {
    String content = HandMade.text(random(900));
    Received answer =
        post("/utf16/" + version.name(), HandMade.type(version), HandMade.echo(version, content));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(HandMade.text(answer.body()))
        .contains(
            "\r\nContent-Transfer-Encoding: binary\r\n"
                + "Content-Type: application/xop+xml;charset=utf-16le;type=\""
                + version.mediaType()
                + "\"\r\n\r\n<\0?\0x\0m\0l\0")
        .contains("\r\n\r\n" + content + "\r\n--");
  }
}
