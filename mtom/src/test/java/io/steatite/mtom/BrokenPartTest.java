package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.steatite.envelope.Body;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a broken part that a service reads is an error of the sender or of the receiver. */
class BrokenPartTest {
  private static final QName DATA = new QName("urn:d", "Data", "d");
  private static final byte[] CONTENT = new byte[200_000];

  private static Message request(SoapVersion version) {
    return Message.of(
        version, Body.of(DATA, w -> BinaryContent.write(w, BinaryContent.of(CONTENT))));
  }

  /** Returns a message whose package ends in the middle of its binary part. */
  private static Message cutOff(SoapVersion version) throws IOException {
    MtomEncoder encoder = MtomEncoder.of(version);
    OutgoingEntity entity = encoder.encode(request(version));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    byte[] cut = Arrays.copyOf(out.toByteArray(), 150_000);
    return encoder.decode(new ByteArrayInputStream(cut), entity.mediaType()).withAction("urn:do");
  }

  private static FaultCode answer(Message request, Operation.RequestReply code) {
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(Operation.requestReply("urn:do", code)))
            .encoder(MtomEncoder.of(request.version()))
            .build();
    try (request) {
      Reply reply = stack.handle(MessageExchange.of(request));
      return ((Reply.OfMessage) reply).message().fault().orElseThrow().code();
    }
  }

  private static Message readAll(Message message) throws Exception {
    try (InputStream in = BinaryContent.read(message.body().reader()).getInputStream()) {
      return message.reply(Body.of(DATA, "" + in.readAllBytes().length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokenPartOfTheRequestIsASenderFault(SoapVersion version) throws Exception {
    assertThat(answer(cutOff(version), BrokenPartTest::readAll)).isEqualTo(FaultCode.SENDER);
    assertThat(answer(cutOff(version), m -> m.reply(m.body().buffer())))
        .isEqualTo(FaultCode.SENDER);
  }

  @ParameterizedTest
  @EnumSource
  void brokenPartOfAnotherServicesReplyIsAReceiverFault(SoapVersion version) throws Exception {
    Message good = request(version).withAction("urn:do");
    assertThat(
            answer(
                good,
                m -> {
                  try (Message other = cutOff(version)) {
                    return readAll(other);
                  }
                }))
        .isEqualTo(FaultCode.RECEIVER);
  }

  /** Exceeding the storage limit is an error of the sender, at any time it is detected. */
  @ParameterizedTest
  @EnumSource
  void partOverTheStorageLimitIsASenderFault(SoapVersion version) throws Exception {
    MimeLimits onePart = MimeLimits.builder().partBytes(100_000).build();
    assertThat(answer(limited(version, onePart), BrokenPartTest::readAll))
        .isEqualTo(FaultCode.SENDER);
    MimeLimits stored = MimeLimits.builder().storedBytes(100_000).build();
    assertThat(answer(limited(version, stored), BrokenPartTest::store)).isEqualTo(FaultCode.SENDER);
  }

  private static Message store(Message message) throws Exception {
    BinaryContent.buffer(BinaryContent.read(message.body().reader()));
    return message.reply(Body.empty());
  }

  private static Message limited(SoapVersion version, MimeLimits limits) throws IOException {
    MtomEncoder encoder = MtomEncoder.of(version).withLimits(limits);
    OutgoingEntity entity = encoder.encode(request(version));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    return encoder
        .decode(new ByteArrayInputStream(out.toByteArray()), entity.mediaType())
        .withAction("urn:do");
  }

  /** A read after a failure fails too, so the rest of a part is never taken for the whole. */
  @ParameterizedTest
  @EnumSource
  void failureIsRepeatedByLaterReads(SoapVersion version) throws Exception {
    MimeLimits limits = MimeLimits.builder().partBytes(100_000).build();
    for (Message broken : new Message[] {cutOff(version), limited(version, limits)}) {
      try (broken) {
        DataSource content = BinaryContent.read(broken.body().reader());
        Throwable first = catchThrowable(() -> content.getInputStream().readAllBytes());
        assertThat(first).isNotNull();
        assertThat(catchThrowable(content::getInputStream)).isSameAs(first);
        assertThat(catchThrowable(() -> BinaryContent.buffer(content))).isSameAs(first);
        assertThat(broken.body().failure()).containsSame((RuntimeException) first);
      }
    }
  }

  @Test
  void brokenAttachmentIsASenderFault() throws Exception {
    for (String rootType : new String[] {"application/xop+xml", "application/soap+xml"}) {
      String bytes =
          Packages.part("Content-Type: " + rootType, Packages.envelope("x"))
              + Packages.file("<1@test>", "cut off");
      Message request =
          MtomEncoder.of(SoapVersion.SOAP_12)
              .decode(new ByteArrayInputStream(Packages.bytes(bytes)), Packages.type())
              .withAction("urn:do");
      assertThat(
              answer(
                  request, m -> m.reply(Body.of(DATA, "" + Attachments.of(m).orElseThrow().all()))))
          .isEqualTo(FaultCode.SENDER);
    }
  }
}
