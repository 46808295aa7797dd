package io.steatite.envelope.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RepeatedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile requests of well-formed XML, and what the answers reveal to their senders. */
@Timeout(60)
class HostileRequestTest {
  private static final String SECRET = "account 4711 of Mrs. Miller at /etc/shop/users.db";
  private static final QName LIST = new QName("urn:shop", "List");
  private static final QName DELETE = new QName("urn:shop", "Delete");

  private final List<String> invoked = new ArrayList<>();

  private final Dispatcher shop =
      Dispatcher.of(
          Operation.requestReply("urn:shop/List", m -> answer("list", m)).withPayload(LIST),
          Operation.requestReply("urn:shop/Delete", m -> answer("delete", m)).withPayload(DELETE));

  private Message answer(String name, Message request) throws Exception {
    invoked.add(name);
    request.body().buffer();
    return request.reply(Body.empty());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** CVE-2012-3451: the action names one operation, the body another one. */
  @ParameterizedTest(name = "SEC-40 action {0}, body {1}: invoked {2}")
  @CsvSource(
      nullValues = "none",
      value = {
        "urn:shop/List,            List,   list",
        "urn:shop/Delete,          Delete, delete",
        "none,                     List,   list",
        "'',                       Delete, delete",
        "urn:shop/List,            Delete, none",
        "urn:shop/Delete,          List,   none",
        "urn:shop/list,            List,   none",
        "urn:shop/List/,           List,   none",
        "' urn:shop/List',         List,   none",
        "urn:shop/%4cist,          List,   none",
        "urn:shop/../shop/List,    List,   none",
        "urn:shop/List#x,          List,   none",
        "'urn:shop/List,urn:shop/Delete', Delete, none",
        "urn:shop/Nothing,         Delete, none",
        "none,                     Nothing, none",
      })
  void sec40RequestWhoseActionAndBodyDifferIsRefused(
      @Nullable String action, String payload, @Nullable String expected) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      invoked.clear();
      String body = "<" + payload + " xmlns='urn:shop'/>";
      HostileSender.to(version, shop)
          .send(bytes(Envelopes.envelope(version, "", body)), version.mediaType(), action);
      assertThat(invoked).isEqualTo(expected == null ? List.of() : List.of(expected));
    }
  }

  @ParameterizedTest(name = "SEC-40 {0}")
  @EnumSource
  void sec40MutatedRequestNeverReachesTheOtherOperation(SoapVersion version) {
    HostileSender sender = HostileSender.to(version, shop);
    String envelope =
        Envelopes.envelope(version, "", "<List xmlns='urn:shop'><Delete>Delete</Delete></List>");
    MutatedBytes.of(envelope.getBytes(StandardCharsets.UTF_8), 40, 3000)
        .forEach(
            mutant -> {
              try {
                InputStream in = new ByteArrayInputStream(mutant.bytes());
                sender.send(in, version.mediaType(), "urn:shop/List");
              } catch (IOException e) {
                throw new AssertionError(mutant.toString(), e);
              }
            });
    assertThat(invoked).doesNotContain("delete").contains("list");
  }

  static Stream<Arguments> headers() {
    String block = "<h:b xmlns:h='urn:h' ";
    return Stream.of(
            Arguments.of("two roles", block + "s:role='urn:a' s:role='urn:b'/>", true),
            Arguments.of("mustUnderstand twice", block + "s:mustUnderstand='0' %s/>", true),
            Arguments.of("empty mustUnderstand", block + "s:mustUnderstand=''/>", true),
            Arguments.of(
                "huge mustUnderstand", block + "s:mustUnderstand='" + long1() + "'/>", true),
            Arguments.of("empty role", block + "s:role='' s:actor=''/>", false),
            Arguments.of("a role that is no URI", block + "s:role=': %%' s:actor=': %%'/>", false),
            Arguments.of("no prefix", "<b xmlns=''/>", true),
            Arguments.of("unbound prefix", "<q:b/>", true),
            Arguments.of("SOAP's own names", "<s:Body/><s:Fault/><s:Envelope/>", false),
            Arguments.of("two of a name", block + "/>" + block + "/>", false))
        .flatMap(
            row ->
                Stream.of(SoapVersion.values())
                    .map(v -> Arguments.of(row.get()[0], v, row.get()[1], row.get()[2])));
  }

  private static String long1() {
    return "1".repeat(60_000);
  }

  @ParameterizedTest(name = "SEC-42 {0}, {1}")
  @MethodSource("headers")
  void sec42UnusualHeaderBlocksAreAnsweredWithFault(
      String name, SoapVersion version, String blocks, boolean refused) throws IOException {
    String envelope =
        Envelopes.envelope(version, blocks.replace("%s", "s:mustUnderstand='1'"), "<a/>");
    String answer = HostileSender.to(version).send(bytes(envelope));
    assertThat(answer).hasSizeLessThan(2000);
    assertThat(answer.contains("done")).isEqualTo(!refused);
  }

  @ParameterizedTest(name = "SEC-42 {0}")
  @EnumSource
  void sec42ManyHeaderBlocksExceedALimit(SoapVersion version) throws IOException {
    String head = "<s:Envelope xmlns:s='%s' xmlns:h='h'><s:Header>".formatted(version.namespace());
    RepeatedInputStream blocks =
        new RepeatedInputStream(head, "<h:b s:mustUnderstand='1'/>", 100_000, "</s:Header>");
    assertThat(HostileSender.to(version).send(blocks))
        .contains("XmlLimits.headerCharacters")
        .hasSizeLessThan(2000);
    assertThat(blocks.consumed()).isLessThan(1_000_000);
  }

  @ParameterizedTest(name = "SEC-42 {0}")
  @EnumSource
  void sec42AnswerToManyMandatoryNamesIsSmall(SoapVersion version) throws IOException {
    String head = "<s:Envelope xmlns:s='%s' xmlns:h='h'><s:Header>".formatted(version.namespace());
    RepeatedInputStream blocks =
        new RepeatedInputStream(
            head,
            i -> "<h:b" + i + " s:mustUnderstand='1'/>",
            2_000,
            "</s:Header><s:Body/></s:Envelope>");
    String answer = HostileSender.to(version).send(blocks);
    assertThat(answer).contains(">s:MustUnderstand<");
    assertThat((long) answer.length()).isLessThan(3 * blocks.consumed());
  }

  static Stream<Arguments> failures() {
    Exception known = new IOException(SECRET, new IllegalStateException(SECRET));
    known.addSuppressed(new FileNotFoundException("/etc/shop/users.db"));
    return Stream.of(
            known,
            new IllegalStateException(SECRET),
            new NoSuchFileException("/etc/shop/users.db"),
            new NullPointerException(),
            new StackOverflowError(SECRET),
            new NoClassDefFoundError("com/shop/Users"),
            new AssertionError(SECRET),
            new io.steatite.envelope.FaultException(Fault.sender("No."), known))
        .flatMap(f -> Stream.of(SoapVersion.values()).map(version -> Arguments.of(version, f)));
  }

  /** CVE-2026-40997. */
  @ParameterizedTest(name = "SEC-43 {0}, {1}")
  @MethodSource("failures")
  void sec43FaultsRevealNoInternals(SoapVersion version, Throwable failure) throws IOException {
    HostileSender sender = HostileSender.to(version, m -> fail(failure));
    assertThat(sender.send(bytes(Envelopes.envelope(version, "", "<a/>"))))
        .contains("Fault>")
        .doesNotContain("4711", "Miller", "/etc", "users", "Users", "shop")
        .hasSizeLessThan(1000);
  }

  private static Message fail(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  /**
   * The answer to a mutated envelope may quote the sender; {@link HostileSender} checks the rest.
   */
  @ParameterizedTest(name = "SEC-43 {0}")
  @EnumSource
  void sec43FaultsForMutatedEnvelopesRevealNoInternals(SoapVersion version) {
    HostileSender sender = HostileSender.to(version);
    String block = "<h:b xmlns:h='urn:h' s:mustUnderstand='1' s:role='urn:r'>v</h:b>";
    String envelope =
        "<?xml version='1.0' encoding='utf-8'?>"
            + Envelopes.envelope(version, block, "<a b='c'>&lt;ü<!--d--><![CDATA[e]]></a>");
    MutatedBytes.of(envelope.getBytes(StandardCharsets.UTF_8), 43, 4000)
        .forEach(
            mutant -> {
              try {
                assertThat(sender.send(new ByteArrayInputStream(mutant.bytes())))
                    .as(mutant.toString())
                    .matches("(?s).*(Fault>|done).*")
                    .hasSizeLessThan(2000);
              } catch (IOException e) {
                throw new AssertionError(mutant.toString(), e);
              }
            });
  }
}
