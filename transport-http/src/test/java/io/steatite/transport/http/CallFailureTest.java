package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.SteatiteException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.NotUnderstoodException;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.destination.ForbiddenDestinationException;
import io.steatite.transport.http.destination.OutboundPolicy;
import io.steatite.transport.http.jdk.JdkHttpSender;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exceptions of calls say, on either sender. */
@ParameterizedClass
@ValueSource(strings = {"apache", "jdk"})
@Timeout(60)
class CallFailureTest {
  private final HttpSender sender;

  CallFailureTest(String name) {
    sender = name.equals("apache") ? ApacheHttpSender.start() : JdkHttpSender.start();
  }

  @AfterEach
  void closeSender() {
    sender.close();
  }

  private RequestChannel channel(URI uri, SoapVersion version) {
    return HttpRequestChannel.to(uri, EchoService.client(version), sender);
  }

  private SteatiteException failure(URI uri, Message request) {
    try (RequestChannel channel = channel(uri, request.version())) {
      return catchThrowableOfType(
          SteatiteException.class, () -> channel.request(request).orThrow().close());
    }
  }

  private static void assertCall(SteatiteException e, URI endpoint, boolean sent) {
    assertThat(e.endpoint()).contains(endpoint);
    assertThat(e.action()).contains("urn:a");
    assertThat(e.isRequestSent()).isEqualTo(sent);
    assertThat(e).hasMessageContainingAll(endpoint.toString(), "urn:a");
  }

  @Test
  void noServerMeansNothingWasSent() throws Exception {
    URI uri;
    try (ServerSocket socket = new ServerSocket(0)) {
      uri = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/service");
    }
    SteatiteException e =
        failure(URI.create(uri + "?secret=1"), request(SOAP_11, "urn:a", "hello"));
    assertCall(e, uri, false);
    assertThat(e.kind()).isEqualTo(SteatiteException.Kind.TRANSPORT);
    assertThat(e.getMessage())
        .contains("ConnectException: ", "127.0.0.1:" + uri.getPort())
        .doesNotContain("secret");
  }

  @Test
  void aDeadlineSaysWhetherTheRequestWasSent() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (connection, requests) -> {
              connection.receive();
              connection.isClosed();
            })) {
      Message late =
          request(SOAP_11, "urn:a", "")
              .withProperty(Deadline.class, Deadline.after(Duration.ofMillis(300)));
      SteatiteException e = failure(server.uri(), late);
      assertThat(e).isInstanceOf(DeadlineExceededException.class);
      assertCall(e, server.uri(), true);
      Message over =
          request(SOAP_11, "urn:a", "")
              .withProperty(Deadline.class, Deadline.after(Duration.ofNanos(1)));
      assertCall(failure(server.uri(), over), server.uri(), false);
    }
  }

  @Test
  void aStatusComesWithTheHeadOfTheResponse() throws Exception {
    String busy = response("503 Busy", "Retry-After: 7\r\nContent-Type: text/plain\r\n", "Later");
    try (ScriptedServer server = ScriptedServer.answering(busy)) {
      SteatiteException e = failure(server.uri(), request(SOAP_11, "urn:a", ""));
      assertThat(e).isInstanceOf(HttpStatusException.class);
      assertCall(e, server.uri(), true);
      HttpResponseHead head = e.detail(HttpResponseHead.class).orElseThrow();
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.headers().first("Retry-After")).contains("7");
    }
  }

  @Test
  void aFaultComesWithTheCallAndTheHeadOfTheResponse() throws Exception {
    String fault =
        EchoService.envelope(
            SOAP_11,
            "<s:Fault><faultcode>s:Client</faultcode><faultstring>No</faultstring></s:Fault>");
    String failing = response("500 Oops", "Content-Type: text/xml\r\nX-Trace: 4711\r\n", fault);
    try (ScriptedServer server = ScriptedServer.answering(failing)) {
      SteatiteException e = failure(server.uri(), request(SOAP_11, "urn:a", ""));
      assertThat(e).isInstanceOf(FaultException.class);
      assertCall(e, server.uri(), true);
      assertThat(e.detail(Fault.class).orElseThrow().reason()).isEqualTo("No");
      assertThat(e.detail(HttpResponseHead.class).orElseThrow().headers().first("X-Trace"))
          .contains("4711");
    }
  }

  @Test
  void aReplyHasTheHeadOfTheResponse() throws Exception {
    String item = EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'/>");
    String ok = response("200 OK", "Content-Type: text/xml\r\nX-Trace: 4711\r\n", item);
    try (ScriptedServer server = ScriptedServer.answering(ok);
        RequestChannel channel = channel(server.uri(), SOAP_11);
        Message reply = channel.request(request(SOAP_11, "urn:a", ""))) {
      assertThat(reply.property(HttpResponseHead.class).orElseThrow().headers().first("X-Trace"))
          .contains("4711");
    }
  }

  /** What a client without addressing gets from a service with it. */
  @Test
  void aFaultWithHeadersThatAreNotUnderstoodIsShown() throws Exception {
    String fault =
        "<s:Envelope xmlns:s='%s' xmlns:a='http://www.w3.org/2005/08/addressing'><s:Header>"
                .formatted(SOAP_12.namespace())
            + "<a:Action s:mustUnderstand='1'>urn:fault</a:Action></s:Header><s:Body><s:Fault>"
            + "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>"
            + "a:MessageAddressingHeaderRequired</s:Value></s:Subcode></s:Code><s:Reason>"
            + "<s:Text xml:lang='en'>The header Action is required</s:Text></s:Reason>"
            + "</s:Fault></s:Body></s:Envelope>";
    String failing = response("500 Oops", "Content-Type: application/soap+xml\r\n", fault);
    try (ScriptedServer server = ScriptedServer.answering(failing);
        RequestChannel channel =
            EchoService.client(SOAP_12).channel(channel(server.uri(), SOAP_12))) {
      NotUnderstoodException e =
          catchThrowableOfType(
              NotUnderstoodException.class, () -> channel.request(request(SOAP_12, "urn:a", "")));
      assertThat(e)
          .hasMessageContainingAll("The header Action is required", "a binding with addressing");
      assertThat(e.fault().orElseThrow().reason()).isEqualTo("The header Action is required");
      assertThat(e.reply().headers().find(e.names().get(0))).isPresent();
      assertCall(e, server.uri(), true);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 OK        | text/xml; charset='utf-x'   | <x/> | charset | expected
          200 OK        | text/xml; charset=""        | <x/> | charset | expected
          200 OK        | text/xml; charset=          | <x/> | expected a parameter value | got no
          403 Forbidden | text/xml                    | <x/> | The request failed: HTTP 403 | expected
          200 OK        | text/xml                    |      | there is no reply: HTTP 200, got no content | expected
          500 Oops      | text/xml                    |      | failed without a fault | expected
          200 OK        | text/html                   | <x/> | got text/html, expected text/xml | got text/xml
          """)
  void whatIsWrongWithAResponseIsNamed(
      String status, String type, String body, String said, String unsaid) throws Exception {
    String answer = response(status, "Content-Type: " + type + "\r\n", body == null ? "" : body);
    try (ScriptedServer server = ScriptedServer.answering(answer)) {
      SteatiteException e = failure(server.uri(), request(SOAP_11, "urn:a", ""));
      assertThat(e).isInstanceOf(HttpStatusException.class);
      String reason = sender instanceof JdkHttpSender ? "" : status.substring(3);
      assertThat(e.getMessage().replace(reason + ", got", ", got").replace(" , got", ", got"))
          .contains(said)
          .doesNotContain(unsaid);
    }
  }

  @Test
  void aForbiddenDestinationIsALocalFailure() {
    OutboundPolicy policy = OutboundPolicy.allowing("http://partner.example");
    try (HttpSender guarded = ApacheHttpSender.guarded(policy, HttpLimits.DEFAULT);
        RequestChannel channel =
            HttpRequestChannel.to(
                URI.create("http://127.0.0.1:9/"), EchoService.client(SOAP_11), guarded)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOfSatisfying(
              ForbiddenDestinationException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(SteatiteException.Kind.LOCAL);
                assertThat(e.isRequestSent()).isFalse();
              });
    }
  }
}
