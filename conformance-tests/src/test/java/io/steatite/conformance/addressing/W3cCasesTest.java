package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.element;
import static io.steatite.conformance.addressing.AddressedService.reference;
import static io.steatite.conformance.addressing.MessageAssert.assertAccepted;
import static io.steatite.conformance.addressing.MessageAssert.assertThatMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.steatite.addressing.AddressingLayer;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the W3C's test suite for WS-Addressing 1.0, on real sockets; the asynchronous ones
 * with a second listener, to which replies go on connections of their own.
 */
class W3cCasesTest {
  private static final String MARK = "urn:uuid:4b1f2d63-0000-4000-8000-00000000ffff";

  /** One thread, so that answers leave in the order in which their requests came. */
  private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();

  private static final HttpSender SENDER = JdkHttpSender.start();
  private static Listener listener;
  private static AddressedService service;

  @BeforeAll
  static void start() throws IOException {
    listener = Listener.start();
    service =
        AddressedService.start(
            versions ->
                AddressingLayer.builder(versions.wsa())
                    .decoupledReplies(address -> way(address, versions.soap()), EXECUTOR)
                    .build());
  }

  private static Optional<RequestChannel> way(String address, SoapVersion soap) {
    MessageStack stack = MessageStack.builder().encoder(TextEncoder.of(soap)).build();
    return address.startsWith(listener.address("/"))
        ? Optional.of(HttpRequestChannel.to(URI.create(address), stack, SENDER))
        : Optional.empty();
  }

  @AfterAll
  static void stop() {
    service.close();
    EXECUTOR.shutdownNow();
    SENDER.close();
    listener.close();
  }

  static Stream<Arguments> cases() {
    return Versions.all()
        .flatMap(
            versions ->
                W3cCase.all()
                    .filter(testCase -> testCase.appliesTo(versions))
                    .map(testCase -> arguments(testCase.number(versions), testCase, versions)));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("cases")
  void caseOfTheSuite(String number, W3cCase testCase, Versions versions) throws Exception {
    String headers = testCase.headers(versions, service.address(versions), listener);

    testCase.expected().check(service.post(versions, headers, testCase.text()), listener, versions);

    assertNothingElseWasSent(versions);
  }

  /** What leaves after everything else that left is the answer to a request sent now. */
  private static void assertNothingElseWasSent(Versions versions) throws Exception {
    String mark =
        element("Action", ECHO)
            + element("MessageID", MARK)
            + service.to(versions)
            + reference("ReplyTo", listener.address("/mark"));

    assertAccepted(service.post(versions, mark, "mark"));

    Listener.Received came = listener.next();
    assertThatMessage(AddressedService.message(came.contentType(), came.body()), versions)
        .as("what came to " + came.path())
        .relatesTo(MARK);
    assertThat(listener.isEmpty()).isTrue();
  }
}
