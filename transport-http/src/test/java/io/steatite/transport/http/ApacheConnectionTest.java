package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.NotUnderstoodException;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.apache.ApacheHttpSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a connection is used again, and what is read of one that breaks: HttpClient only. */
@Timeout(60)
class ApacheConnectionTest {
  private static final String ITEM =
      EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>hello</t:item>");
  private static final String OK = response("200 OK", "Content-Type: text/xml\r\n", ITEM);

  private final ApacheHttpSender sender = ApacheHttpSender.start();

  @AfterEach
  void closeSender() {
    sender.close();
  }

  private RequestChannel channel(ScriptedServer server) {
    return HttpRequestChannel.to(server.uri(), EchoService.client(SOAP_11), sender);
  }

  private static Message call() {
    return request(SOAP_11, "urn:a", "");
  }

  @Test
  void aConnectionIsNotUsedAgainAfterAnInternalServiceFault() throws Exception {
    String fault =
        EchoService.envelope(
            SOAP_11,
            "<s:Fault><faultcode xmlns:a='http://schemas.microsoft.com/net/2005/12/"
                + "windowscommunicationfoundation/dispatcher'>a:InternalServiceFault</faultcode>"
                + "<faultstring>Oops</faultstring></s:Fault>");
    String failing = response("500 Oops", "Content-Type: text/xml\r\n", fault);
    try (ScriptedServer server = ScriptedServer.answering(failing, OK);
        RequestChannel channel = channel(server)) {
      try (Message reply = channel.request(call())) {
        assertThat(reply.fault().orElseThrow().reason()).isEqualTo("Oops");
      }
      assertThatThrownBy(() -> channel.request(call()).orThrow()).hasMessageContaining("Oops");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionIsNotUsedAgainAfterARefusedReply() throws Exception {
    String header = "<h:h xmlns:h='urn:h' s:mustUnderstand='1'/></s:Header><s:Body>";
    String mandatory =
        response(
            "200 OK",
            "Content-Type: text/xml\r\n",
            ITEM.replace("<s:Body>", "<s:Header>" + header));
    try (ScriptedServer server = ScriptedServer.answering(mandatory, OK);
        RequestChannel channel = EchoService.client(SOAP_11).channel(channel(server))) {
      for (int i = 1; i <= 2; i++) {
        assertThatThrownBy(() -> channel.request(call()))
            .isInstanceOf(NotUnderstoodException.class);
        assertThat(server.connections()).isEqualTo(i);
      }
    }
  }

  @Test
  void theResponseIsReadAlthoughTheServerTookOnlyTheStartOfTheRequest() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (ScriptedServer server =
              new ScriptedServer(
                  (connection, requests) -> {
                    connection.skipHead();
                    connection.send(response("413 Too Large", "Connection: close\r\n", "")).end();
                    connection.isClosed();
                  });
          RequestChannel channel = channel(server)) {
        Message large = (Message.of(SOAP_11, EchoService.items(60_000, Integer.MAX_VALUE)));
        HttpStatusException e =
            catchThrowableOfType(HttpStatusException.class, () -> channel.request(large));
        assertThat(e.status()).isEqualTo(413);
      }
    }
  }
}
