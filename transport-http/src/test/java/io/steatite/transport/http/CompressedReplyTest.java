package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.EchoService.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import io.steatite.transport.http.jdk.JdkHttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client and content codings, on either sender. */
@ParameterizedClass
@ValueSource(strings = {"apache", "jdk"})
@Timeout(60)
class CompressedReplyTest {
  private static final String ITEM =
      EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>hello</t:item>");

  private final HttpSender sender;

  CompressedReplyTest(String name) {
    sender = name.equals("jdk") ? JdkHttpSender.start() : ApacheHttpSender.start();
  }

  @AfterEach
  void closeSender() {
    sender.close();
  }

  private HttpRequestChannel channel(JdkHttpServer server) {
    return HttpRequestChannel.to(server.uri("/"), EchoService.client(SOAP_11), sender);
  }

  @ParameterizedTest
  @EnumSource
  void aReplyIsReadInWhateverItWasCompressed(Zipped zipped) throws Exception {
    String coding = zipped == Zipped.GZIP ? "x-gzip" : "deflate";
    try (JdkHttpServer server = answering(200, coding, zipped.bytes(ITEM));
        RequestChannel channel = channel(server);
        Message reply = channel.request(request(SOAP_11, "urn:a", ""))) {
      assertThat(text(reply)).isEqualTo("hello");
    }
  }

  private static JdkHttpServer answering(int status, String coding, byte[] body)
      throws IOException {
    return JdkHttpServer.start(
        http -> {
          http.requestBody().readAllBytes();
          http.response()
              .status(status)
              .set("Content-Type", "text/xml")
              .set("Content-Encoding", coding);
          http.responseBody().write(body);
        });
  }

  @Test
  void aReplyInAnUnknownCodingIsAnError() throws Exception {
    for (String coding : List.of("br", "gzip, gzip")) {
      try (JdkHttpServer server = answering(200, coding, ITEM.getBytes(UTF_8));
          RequestChannel channel = channel(server)) {
        assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
            .isInstanceOf(HttpStatusException.class)
            .hasMessageContaining("Content-Encoding")
            .hasMessageNotContaining("hello");
      }
    }
  }

  @Test
  void aCompressedErrorPageIsShownAsItReads() throws Exception {
    byte[] page = Zipped.GZIP.bytes("<html>Sorry.</html>");
    try (JdkHttpServer server = answering(404, "gzip", page);
        RequestChannel channel = channel(server)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining("Sorry.");
    }
  }

  @Test
  void aReplyThatIsNotWhatItsCodingSaysIsAnError() throws Exception {
    byte[] whole = Zipped.GZIP.bytes(ITEM);
    for (byte[] broken : List.of(ITEM.getBytes(UTF_8), Arrays.copyOf(whole, 30))) {
      try (JdkHttpServer server = answering(200, "gzip", broken);
          RequestChannel channel = channel(server)) {
        assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")).close())
            .isInstanceOf(MalformedMessageException.class)
            .hasMessageContaining("not valid gzip");
      }
    }
  }

  @Test
  void aBombInAReplyIsAnError() throws Exception {
    String[] around = ITEM.split("hello");
    for (Zipped zipped : Zipped.values()) {
      byte[] bomb =
          zipped.bytes(new RepeatedInputStream(around[0], " ".repeat(4096), 1 << 14, around[1]));
      String coding = zipped == Zipped.GZIP ? "gzip" : "deflate";
      try (JdkHttpServer server = answering(200, coding, bomb);
          RequestChannel channel = channel(server);
          Message reply = channel.request(request(SOAP_11, "urn:a", ""))) {
        assertThatThrownBy(() -> text(reply))
            .isInstanceOf(LimitExceededException.class)
            .hasMessageContaining("HttpLimits.decodedRatio");
      }
    }
  }

  @Test
  void anAcceptedMessageMayNameACodingForNothing() throws Exception {
    try (JdkHttpServer server = answering(202, "gzip", new byte[0]);
        RequestChannel channel = channel(server)) {
      channel.send(request(SOAP_11, "urn:a", ""));
    }
  }

  @Test
  void aServerThatReadsNoGzipSaysSo() throws Exception {
    try (JdkHttpServer server =
            JdkHttpServer.start(
                http -> {
                  http.requestBody().readAllBytes();
                  http.response().status(415).set("Accept-Encoding", "identity");
                });
        RequestChannel channel = channel(server).withCompressedRequests(true)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining("content codings only: identity.");
    }
  }

  @Test
  void compressionIsAskedForAndDoneWhereItIsSwitchedOn() throws Exception {
    SoapHttpHandler handler =
        SoapHttpHandler.of(new EchoService().stack(SOAP_11)).withCompressedReplies(true);
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    HttpHandler watching =
        http -> {
          HttpFields fields = http.request().headers();
          seen.add(
              fields.first("Content-Encoding").orElse("")
                  + '/'
                  + fields.first("Accept-Encoding").orElse("")
                  + '/'
                  + fields.contains("Content-Length"));
          http.response()
              .onSending(head -> seen.add(head.headers().first("Content-Encoding").orElse("")));
          handler.handle(http);
        };
    try (JdkHttpServer server = JdkHttpServer.start(watching);
        RequestChannel channel =
            channel(server).withCompressedRequests(true).withCompressedReplies(true)) {
      try (Message reply = channel.request(request(SOAP_11, "urn:test:echo", "Grüße"))) {
        assertThat(text(reply)).isEqualTo("Grüße");
      }
      try (Message counted =
          channel.request(
              Message.of(SOAP_11, EchoService.items(9_000, Integer.MAX_VALUE))
                  .withAction("urn:test:count"))) {
        assertThat(text(counted)).isEqualTo("9000");
      }
      assertThat(seen)
          .containsExactly("gzip/gzip, deflate/true", "gzip", "gzip/gzip, deflate/true", "gzip");
    }
  }
}
