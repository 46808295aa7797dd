package io.steatite.conformance.compression;

import static io.steatite.envelope.SoapVersion.SOAP_12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.HttpStatusException;
import io.steatite.transport.http.SoapHttpHandler;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.jetty.JettyHttpServer;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MTOM packages in gzip, both ways: the coding is the transport's, below MIME. */
@Timeout(60)
class CompressedPackageTest {
  private static final QName FILE = new QName("urn:test", "file", "t");
  private static final String ECHO = "urn:test:echo";

  private final MessageStack client =
      MessageStack.builder().encoder(MtomEncoder.of(SOAP_12)).build();
  private final List<String> fields = new CopyOnWriteArrayList<>();
  private HttpSender sender;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    MessageStack service =
        MessageStack.builder()
            .encoder(MtomEncoder.of(SOAP_12))
            .dispatcher(Dispatcher.of(Operation.requestReply(ECHO, this::echo)))
            .build();
    SoapHttpHandler handler = SoapHttpHandler.of(service).withCompressedReplies(true);
    server =
        JettyHttpServer.start(
            http -> {
              http.response().onSending(head -> note(http));
              handler.handle(http);
            });
    sender = ApacheHttpSender.start();
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close();
  }

  private Message echo(Message request) throws Exception {
    return Message.of(SOAP_12, file(BinaryContent.read(request.body().reader())));
  }

  private static Body file(DataSource content) {
    return Body.of(FILE, writer -> BinaryContent.write(writer, content));
  }

  private void note(HttpExchange http) {
    fields.add(http.request().headers().first("Content-Encoding").orElse("none"));
    fields.add(http.response().headers().first("Content-Encoding").orElse("none"));
    fields.add(http.response().headers().first("Content-Type").orElse("none"));
  }

  private HttpRequestChannel channel() {
    return HttpRequestChannel.to(server.uri("/"), client, sender)
        .withCompressedRequests(true)
        .withCompressedReplies(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 767, 768, 70_000, 3_000_000})
  void aPackageIsCompressedBothWaysAndTheSameAgain(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Message request = Message.of(SOAP_12, file(BinaryContent.of(bytes))).withAction(ECHO);
    try (RequestChannel channel = channel();
        Message reply = channel.request(request);
        InputStream in = BinaryContent.read(reply.body().reader()).getInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(fields.subList(0, 2)).containsExactly("gzip", "gzip");
    assertThat(fields.get(2)).startsWith("multipart/related;");
  }

  @Test
  void aPartThatIsABombIsRefused() throws Exception {
    byte[] zeros = new byte[32 << 20];
    try (RequestChannel channel = channel()) {
      assertThatThrownBy(
              () ->
                  channel.request(
                      Message.of(SOAP_12, file(BinaryContent.of(zeros))).withAction(ECHO)))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining("413")
          .hasMessageContaining("HttpLimits.decodedRatio");
    }
  }

  @Test
  void whoExpectsSuchPartsRaisesTheLimit() throws Exception {
    HttpLimits generous = HttpLimits.builder().decodedRatio(2_000).build();
    byte[] zeros = new byte[8 << 20];
    try (HttpServer raised =
            JettyHttpServer.start(
                SoapHttpHandler.of(
                        MessageStack.builder()
                            .encoder(MtomEncoder.of(SOAP_12))
                            .dispatcher(Dispatcher.of(Operation.requestReply(ECHO, this::echo)))
                            .build())
                    .withLimits(generous));
        RequestChannel channel =
            HttpRequestChannel.to(raised.uri("/"), client, sender).withCompressedRequests(true);
        Message reply =
            channel.request(Message.of(SOAP_12, file(BinaryContent.of(zeros))).withAction(ECHO));
        InputStream in = BinaryContent.read(reply.body().reader()).getInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(zeros);
    }
  }
}
