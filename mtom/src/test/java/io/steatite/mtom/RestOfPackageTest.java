package io.steatite.mtom;

import static io.steatite.mtom.Packages.end;
import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.include;
import static io.steatite.mtom.Packages.root;
import static io.steatite.mtom.Packages.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of a package after the parts that an operation uses. */
class RestOfPackageTest {
  private final ResourceAccount account =
      ResourceAccount.of("ServiceHost", 1 << 20, 1 << 24).open();

  private Message received(String... pieces) throws IOException {
    byte[] bytes = Packages.bytes(String.join("", pieces));
    return MtomEncoder.of(Packages.V12)
        .decode(new ByteArrayInputStream(bytes), type(), account)
        .withAction("urn:do");
  }

  private static Optional<Fault> answer(Message request, Operation.RequestReply code) {
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(Operation.requestReply("urn:do", code)))
            .encoder(MtomEncoder.of(Packages.V12))
            .build();
    try (request) {
      return ((Reply.OfMessage) stack.handle(MessageExchange.of(request))).message().fault();
    }
  }

  private static DataSource firstFile(Message message) throws Exception {
    XMLStreamReader2 reader = message.body().reader();
    Packages.toFile(reader);
    return BinaryContent.read(reader);
  }

  private static Message usingTheFirst(Message request) throws Exception {
    assertThat(firstFile(request).getInputStream().readAllBytes()).asString().isEqualTo("one");
    return request.reply(Body.empty());
  }

  private static Message usingNothing(Message request) {
    return request.reply(Body.empty());
  }

  private void assertRefused(String reason, String... pieces) throws Exception {
    for (Operation.RequestReply code :
        List.<Operation.RequestReply>of(
            RestOfPackageTest::usingTheFirst, RestOfPackageTest::usingNothing)) {
      Fault fault = answer(received(pieces), code).orElseThrow();
      assertThat(fault.code()).isEqualTo(FaultCode.SENDER);
      assertThat(fault.reason()).contains(reason);
    }
  }

  @Test
  void twoUnusedPartsWithOneContentIdAreRefused() throws Exception {
    assertRefused(
        "Two MIME parts have the Content-ID <2@test>",
        root(include("cid:1@test")),
        file("<1@test>", "one"),
        file("<2@test>", "two"),
        file("<2@test>", "two"),
        end());
  }

  @Test
  void unusedPartWithTheIdOfAUsedOneIsRefused() throws Exception {
    assertRefused(
        "Two MIME parts have the Content-ID <1@test>",
        root(include("cid:1@test")),
        file("<1@test>", "one"),
        file("<1@test>", "another"),
        end());
  }

  @Test
  void packageTruncatedAfterItsLastUsedPartIsRefused() throws Exception {
    assertRefused(
        "ends before its last delimiter",
        root(include("cid:1@test")),
        file("<1@test>", "one"),
        file("<2@test>", "two"));
  }

  @Test
  void partsThatWereNotRequestedAreNotStored() throws Exception {
    try (Message request =
        received(
            root(include("cid:1@test")),
            file("<1@test>", "one"),
            file("<2@test>", "x".repeat(3 << 20)),
            end())) {
      usingTheFirst(request);
      request.requireEnd();
      assertThat(account.memory() + account.disk()).isLessThan(5000);
      DataSource tooLate = Attachments.of(request).orElseThrow().find("cid:2@test").orElseThrow();
      assertThatThrownBy(tooLate::getInputStream)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was not requested before the package was read to its end");
    }
  }

  @Test
  void requestedPartsAreStored() throws Exception {
    String two = "2".repeat(3 << 20);
    List<DataSource> kept = new ArrayList<>();
    try (Message request =
        received(
            root(include("cid:1@test")), file("<1@test>", "one"), file("<2@test>", two), end())) {
      kept.add(firstFile(request));
      kept.add(Attachments.of(request).orElseThrow().find("cid:2@test").orElseThrow());
      request.requireEnd();
      for (int times = 0; times < 2; times++) {
        assertThat(kept.get(0).getInputStream().readAllBytes()).asString().isEqualTo("one");
        assertThat(kept.get(1).getInputStream().readAllBytes()).asString().isEqualTo(two);
      }
    }
  }

  @Test
  void restOfAPartlyReadPartIsStored() throws Exception {
    try (Message request =
            received(root(include("cid:1@test")), file("<1@test>", "x".repeat(200_000)), end());
        var in = firstFile(request).getInputStream()) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      request.requireEnd();
      assertThat(in.readAllBytes()).hasSize(199_000);
    }
  }

  @Test
  void closingAReplyChecksTheRestOfItsPackage() throws Exception {
    Message reply =
        received(root(include("cid:1@test")), file("<1@test>", "one"), file("<2@test>", "two"))
            .checkedWhenClosed();
    assertThat(Packages.filesOf(reply)).hasSize(1);
    assertThatThrownBy(reply::close)
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("ends before its last delimiter");
  }

  @Test
  void closingAReplyWithADuplicatePartFails() throws Exception {
    String[] pieces = {
      root(include("cid:1@test")), file("<1@test>", "one"), file("<1@test>", "two"), end()
    };
    Message reply = received(pieces).checkedWhenClosed();
    assertThat(Packages.filesOf(reply)).hasSize(1);
    assertThatThrownBy(reply::close).hasMessageContaining("Two MIME parts have the Content-ID");
  }

  @Test
  void closingAReplyDoesNotReadALongRest() throws Exception {
    byte[] bytes =
        Packages.bytes(
            root(include("cid:1@test"))
                + file("<1@test>", "one")
                + file("<2@test>", "x".repeat(1 << 20)));
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try (Message reply =
        MtomEncoder.of(Packages.V12).decode(in, type(), account).checkedWhenClosed()) {
      assertThat(Packages.filesOf(reply)).hasSize(1);
    }
    assertThat(in.available()).isBetween(900_000, 1_000_000);
    assertThat(account.memory() + account.disk()).isLessThan(5000);
  }

  @Test
  void headersInMemoryAreTakenFromTheAccount() throws Exception {
    String envelope = root("<t>text</t>".repeat(50_000));
    try (Message message = received(envelope, end())) {
      assertThatThrownBy(() -> message.body().buffer())
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("ServiceHost.memory");
    }
  }

  @Test
  void buffersOfTheParserAreTakenFromTheAccount() throws Exception {
    String envelope = root("<!--" + "x".repeat(3 << 20) + "-->");
    try (Message message = received(envelope, end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      assertThatThrownBy(reader::next).hasStackTraceContaining("ServiceHost.memory");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textReadInOnePieceIsTakenFromTheAccount(boolean binary) throws Exception {
    try (Message message = received(root("QUJD".repeat(1 << 18)), end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      assertThatThrownBy(() -> whole(reader, binary)).hasStackTraceContaining("ServiceHost.memory");
    }
    try (Message message = received(root("QUJD".repeat(1 << 15)), end())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      assertThat(whole(reader, binary)).isNotNull();
      assertThat(account.memory()).isZero();
    }
  }

  private static Object whole(XMLStreamReader2 reader, boolean binary) throws Exception {
    return binary ? reader.getElementAsBinary() : reader.getElementText();
  }

  @Test
  void contentIdInAnErrorHasNoControlCharacters() throws Exception {
    assertRefused(
        "<2\\u0085@test>",
        root(include("cid:1@test")),
        file("<1@test>", "one"),
        file("<2\u00c2\u0085@test>", "two"),
        file("<2\u00c2\u0085@test>", "two"),
        end());
  }
}
