package io.steatite.conformance.mtom;

import static io.steatite.conformance.mtom.HandMade.BOUNDARY;
import static io.steatite.conformance.mtom.HandMade.PART;
import static io.steatite.conformance.mtom.HandMade.binary;
import static io.steatite.conformance.mtom.HandMade.echo;
import static io.steatite.conformance.mtom.HandMade.end;
import static io.steatite.conformance.mtom.HandMade.include;
import static io.steatite.conformance.mtom.HandMade.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WCF and others send is understood; a strict endpoint insists on the rules. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PeersOnTheWireTest {
  private static final String CONTENT = "binary \r\n--" + BOUNDARY + "2\r\n content";
  private static final String ECHOED = Base64.getEncoder().encodeToString(HandMade.bytes(CONTENT));
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      MtomEncoder encoder = MtomEncoder.of(version);
      builder.endpoint("/lenient/" + version.name(), stack(encoder));
      builder.endpoint("/strict/" + version.name(), stack(encoder.withStrictReading(true)));
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

  private static Received post(String path, String type, String body) throws IOException {
    return RawHttp.exchange(host.socketAddress(), RawHttp.post(path, type, HandMade.bytes(body)));
  }

  private static void assertEchoed(String path, String type, String body) throws IOException {
    Received answer = post(path, type, body);
    assertThat(answer.text()).contains(ECHOED);
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4131", "R4133", "R4134", "R4135", "R4136", "R4144"})
  void wcfIsUnderstood(SoapVersion version) throws IOException {
    assertEchoed("/lenient/" + version.name(), HandMade.type(version), echo(version, CONTENT));
    assertEchoed("/strict/" + version.name(), HandMade.type(version), echo(version, CONTENT));
  }

  /** The examples of R4136. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|multipart/related; type=\"application/xop+xml\";start=\" <part0@tempuri.org>\";"
            + "boundary=\"%s\";start-info=\"text/xml\"",
        "true|Multipart/Related; type=\"application/xop+xml\";start-info=\"text/xml\";"
            + "boundary=\"%s\"",
        "false|Multipart/Related; type=application/xop+xml;start=\" <part0@tempuri.org>\";"
            + "start-info=\"text/xml\";boundary=\"%s\" "
      })
  @Requirement({"R4132", "R4133", "R4136"})
  void correctAndIncorrectContentTypes(boolean correct, String type) throws IOException {
    SoapVersion version = SoapVersion.SOAP_11;
    String body = echo(version, CONTENT).replace("<http://tempuri.org/0>", "<part0@tempuri.org>");
    assertEchoed("/lenient/" + version.name(), type.formatted(BOUNDARY), body);
    if (correct) {
      assertEchoed("/strict/" + version.name(), type.formatted(BOUNDARY), body);
    } else {
      Received answer = post("/strict/" + version.name(), type.formatted(BOUNDARY), body);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("s:Client", "R4132");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R4133", "R4141"})
  void partsComeInAnyOrder(SoapVersion version) throws IOException {
    String body = binary(PART, CONTENT) + root(version, HandMade.INCLUDE) + end();
    assertEchoed("/lenient/" + version.name(), HandMade.type(version), body);
    assertEchoed("/strict/" + version.name(), HandMade.type(version), body);
  }

  @ParameterizedTest
  @CsvSource({
    "<http://tempuri.org/1/632618206521093670>, cid:http://tempuri.org/1/632618206521093670",
    "<http://tempuri.org/1/632618206521093670>,"
        + " cid:http%3a%2f%2Ftempuri%2Eorg%2f1%2F632618206521093670",
    "(a part) <1.urn:uuid:c@apache.org> (of it), cid:1.urn:uuid:c@apache.org",
    "<a%20b@test>, cid:a%20b@test",
    "1@test, cid:1@test",
    "<1@test>, CID:1@test"
  })
  @Requirement("R4144")
  void contentIdsOfManyKinds(String id, String href) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      String body = root(version, include(href, "")) + binary(id, CONTENT) + end();
      assertEchoed("/lenient/" + version.name(), HandMade.type(version), body);
      assertEchoed("/strict/" + version.name(), HandMade.type(version), body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "charset", "Content-ID", "Content-Transfer-Encoding", "lines"})
  @Requirement({"R4142", "R4145", "R4148", "R4149", "R41410"})
  void whatTheRulesDemandOfTheRootIsDemandedStrictly(String missing) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      String good = echo(version, "x");
      String body =
          switch (missing) {
            case "type" -> good.replace(";type=\"" + version.mediaType() + '"', "");
            case "charset" -> good.replace("charset=utf-8;", "");
            case "lines" -> good.replace("8bit\r\n", "8bit\n");
            case "Content-ID" -> good.replace("Content-ID: <http://tempuri.org/0>\r\n", "");
            default -> good.replace("Content-Transfer-Encoding: 8bit\r\n", "");
          };
      assertThat(body).isNotEqualTo(good);
      String type =
          missing.equals("Content-ID")
              ? HandMade.type(version).replace("start=\"<http://tempuri.org/0>\";", "")
              : HandMade.type(version);
      assertThat(post("/lenient/" + version.name(), type, body).status()).isEqualTo(200);
      Received answer = post("/strict/" + version.name(), type, body);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).containsPattern("s:(Client|Sender)");
    }
  }
}
