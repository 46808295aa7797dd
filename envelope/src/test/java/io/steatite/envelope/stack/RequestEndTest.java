package io.steatite.envelope.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.steatite.SteatiteException;
import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is accepted only if all of it is valid, however little of it the operation reads. */
class RequestEndTest {
  private static final SoapVersion VERSION = SoapVersion.SOAP_12;
  private static final QName REPLY = new QName("urn:r", "Reply", "r");
  private static final String PAYLOAD = "<w><p>hi</p><q n='1'>more</q><!-- last --></w>";

  private static Operation operation(Operation.RequestReply code) {
    return Operation.requestReply("urn:do", code);
  }

  private static MessageStack stack(Operation operation) {
    return MessageStack.builder()
        .dispatcher(Dispatcher.of(operation))
        .encoder(TextEncoder.of(VERSION))
        .build();
  }

  private static Message decode(String xml) throws IOException {
    return Envelopes.decode(VERSION, xml).withAction("urn:do");
  }

  private static Reply.OfMessage answer(Message request, Operation.RequestReply code) {
    MessageStack stack = stack(operation(code));
    return (Reply.OfMessage) stack.handle(MessageExchange.of(request));
  }

  /** Reads the first parameter and nothing after it. */
  private static Message first(Message request) throws XMLStreamException {
    XMLStreamReader2 reader = request.body().reader();
    reader.nextTag();
    return request.reply(Body.of(REPLY, reader.getElementText()));
  }

  private static Message ignoring(Message request) {
    return request.reply(Body.of(REPLY, ""));
  }

  static Stream<String> broken() {
    String whole = Envelopes.envelope(VERSION, "", PAYLOAD);
    return Stream.of(
        whole.replace("</w>", "</v>"),
        whole.substring(0, whole.indexOf("</w>")),
        whole.replace("</s:Envelope>", ""),
        whole + "<root/>",
        whole.replace("</w>", "</w>text"),
        whole.replace("<!-- last -->", "<?pi?>"),
        whole.replace("more", "&unknown;"),
        whole.replace("</s:Body>", "</s:Body><after/>"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void errorBehindWhatTheOperationReadsIsAnsweredWithSenderFault(String xml) throws Exception {
    List<Operation.RequestReply> operations =
        List.of(RequestEndTest::first, RequestEndTest::ignoring, m -> Message.of(VERSION, fault()));
    for (Operation.RequestReply code : operations) {
      Fault fault = answer(decode(xml), code).message().fault().orElseThrow();
      assertThat(fault.code()).isEqualTo(FaultCode.SENDER);
      assertThat(fault.reason()).isNotEqualTo("from the operation");
    }
  }

  private static Fault fault() {
    return Fault.receiver("from the operation");
  }

  @Test
  void errorThatTheOperationCaughtIsAnsweredWithSenderFault() throws Exception {
    String xml = Envelopes.envelope(VERSION, "", "<w>a&#0;b</w>");
    Operation.RequestReply catching =
        request -> {
          XMLStreamReader2 reader = request.body().reader();
          assertThat(catchThrowable(reader::getElementText)).isNotNull();
          return ignoring(request);
        };
    assertThat(answer(decode(xml), catching).message().fault().orElseThrow().code())
        .isEqualTo(FaultCode.SENDER);
  }

  static Stream<MutatedBytes> spoiled() {
    byte[] whole = Envelopes.envelope(VERSION, "", PAYLOAD).getBytes(UTF_8);
    return Stream.concat(MutatedBytes.truncations(whole), MutatedBytes.of(whole, 7, 400));
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void answerDoesNotDependOnHowMuchTheOperationReads(MutatedBytes spoiled) {
    assertThat(isAnswered(spoiled, RequestEndTest::ignoring))
        .isEqualTo(isAnswered(spoiled, request -> request.reply(request.body().buffer())));
  }

  private static boolean isAnswered(MutatedBytes spoiled, Operation.RequestReply code) {
    try {
      Message request =
          Envelopes.decode(VERSION, ThrottledInputStream.of(spoiled.bytes(), 3, 1))
              .withAction("urn:do");
      return request.isFault() || !answer(request, code).message().isFault();
    } catch (IOException | SteatiteException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void replyThatStreamsOutOfMalformedRequestBecomesFault(String xml) throws Exception {
    Reply.OfMessage echoed = answer(decode(xml), request -> Message.of(VERSION, request.body()));
    Throwable failure = catchThrowable(() -> Envelopes.encode(echoed.message()));
    assertThat(failure).isInstanceOf(MalformedMessageException.class);
    assertThat(echoed.insteadAfter(failure).fault().orElseThrow().code())
        .isEqualTo(FaultCode.SENDER);

    Reply.OfMessage partly =
        answer(
            decode(xml),
            request ->
                request.reply(Body.once(REPLY, w -> w.writeCharacters(text(first(request))))));
    Throwable later = catchThrowable(() -> Envelopes.encode(partly.message()));
    assertThat(later).isInstanceOf(MalformedMessageException.class);
    assertThat(partly.insteadAfter(later).fault().orElseThrow().code()).isEqualTo(FaultCode.SENDER);
  }

  private static String text(Message message) throws XMLStreamException {
    return message.body().fragment().text();
  }

  @Test
  void replyBodyCanStreamOutOfTheRequest() throws Exception {
    Message request = decode(Envelopes.envelope(VERSION, "", PAYLOAD));
    Body body = Body.once(w -> request.body().writeTo(w));
    Message reply = answer(request, ignored -> ignored.reply(body)).message();
    assertThat(body.isOnStream()).isTrue();
    assertThat(Envelopes.encode(reply)).contains("<p>hi</p>", ">more</q>");
    assertThatIllegalStateException()
        .isThrownBy(() -> Envelopes.encode(reply))
        .withMessageContaining("Body.once");
  }

  @Test
  void contentThatReadsFromTheRequestTooLateFailsWithAdvice() throws Exception {
    Message request = decode(Envelopes.envelope(VERSION, "", PAYLOAD));
    Message reply =
        answer(request, m -> m.reply(Body.of(REPLY, w -> m.body().writeTo(w)))).message();
    assertThatIllegalStateException()
        .isThrownBy(() -> Envelopes.encode(reply))
        .withMessageContaining("Body.once");
  }

  @Test
  void readerOfRequestThatWasReadToItsEndFails() throws Exception {
    AtomicReference<XMLStreamReader2> kept = new AtomicReference<>();
    Message request = decode(Envelopes.envelope(VERSION, "", PAYLOAD));
    answer(
        request,
        m -> {
          kept.set(m.body().reader());
          return ignoring(m);
        });
    List<ThrowingCall> calls =
        List.of(
            XMLStreamReader2::next,
            XMLStreamReader2::getEventType,
            XMLStreamReader2::getElementText,
            XMLStreamReader2::getElementAsInt,
            XMLStreamReader2::getLocalName,
            XMLStreamReader2::nextTag);
    for (ThrowingCall call : calls) {
      assertThatIllegalStateException()
          .isThrownBy(() -> call.on(kept.get()))
          .withMessageContaining("buffer()");
    }
    assertThat(kept.get().hasNext()).isTrue();
  }

  private interface ThrowingCall {
    Object on(XMLStreamReader2 reader) throws Exception;
  }

  @Test
  void bodyThatTheOperationReadToItsEndStaysReadable() throws Exception {
    Message request = decode(Envelopes.envelope(VERSION, "", PAYLOAD)).buffer();
    answer(request, RequestEndTest::first);
    assertThat(text(request)).isEqualTo("himore");
    Message streamed = decode(Envelopes.envelope(VERSION, "", "<w/>"));
    XMLStreamReader2 reader = streamed.body().reader();
    while (reader.hasNext()) {
      reader.next();
    }
    streamed.requireEnd();
    streamed.requireEnd();
    assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.END_DOCUMENT);
  }

  @Test
  void everyCheckOfAMessageFailsInTheSameWay() throws Exception {
    Message message = decode(Envelopes.envelope(VERSION, "", "<w></v>"));
    Throwable first = catchThrowable(message::requireEnd);
    assertThat(first).isInstanceOf(MalformedMessageException.class);
    assertThat(catchThrowable(message::requireEnd)).isSameAs(first);
    assertThat(message.body().failure()).contains((RuntimeException) first);
  }

  @Test
  void loopbackServiceRefusesMalformedRequestThatStreamsIntoItsReply() throws Exception {
    Message received = decode(Envelopes.envelope(VERSION, "", PAYLOAD));
    Operation failing =
        operation(
            request ->
                request.reply(
                    Body.once(
                        writer -> {
                          throw MalformedMessageException.at(request.body().reader(), "No");
                        })));
    LoopbackChannel channel = new LoopbackChannel(TextEncoder.of(VERSION), stack(failing));
    Fault fault = channel.request(received).fault().orElseThrow();
    assertThat(fault.code()).isEqualTo(FaultCode.SENDER);
    assertThat(fault.reason()).startsWith("No");
  }

  @Test
  void faultForReplyThatCannotBeWrittenPassesTheLayers() throws Exception {
    HeaderBlock stamp = HeaderBlock.of(new QName("urn:h", "Stamp", "h"), "s");
    MessageHandler next = exchange -> answer(exchange.request(), m -> m.reply(unwritable()));
    MessageHandler layer =
        exchange -> next.handle(exchange).map(message -> message.withHeader(stamp));
    Message request = decode(Envelopes.envelope(VERSION, "", PAYLOAD));
    Reply.OfMessage reply = (Reply.OfMessage) layer.handle(MessageExchange.of(request));
    Throwable failure = catchThrowable(() -> Envelopes.encode(reply.message()));
    Message fault = reply.insteadAfter(failure);
    assertThat(fault.fault().orElseThrow().code()).isEqualTo(FaultCode.RECEIVER);
    assertThat(fault.headers().find(stamp.name())).isPresent();
  }

  private static Body unwritable() {
    return Body.of(
        REPLY,
        writer -> {
          throw new IllegalStateException("secret");
        });
  }

  /** Returns a reply as channels do, to be closed by a client that has read a part of it. */
  private static Optional<Throwable> closing(String xml, ThrowingCall reading) throws Exception {
    Message reply = decode(xml).checkedWhenClosed();
    reading.on(reply.body().reader());
    return Optional.ofNullable(catchThrowable(reply::close));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "</s:Body>", "</s:Body></s:Envelope><root/>", "text</s:Body>"})
  void closingAReplyWithMalformedEndFails(String end) throws Exception {
    String whole = Envelopes.envelope(VERSION, "", "<w>x</w>");
    String cut = whole.replace("</s:Body></s:Envelope>", end);
    assertThat(closing(cut, XMLStreamReader2::getElementText))
        .get()
        .isInstanceOf(MalformedMessageException.class);
    assertThat(closing(whole, XMLStreamReader2::getElementText)).isEmpty();
    assertThat(closing(cut, XMLStreamReader2::getLocalName)).isEmpty();
  }

  @Test
  void closeDoesNotRepeatAReadFailure() throws Exception {
    String xml = Envelopes.envelope(VERSION, "", "<w></v>");
    assertThat(closing(xml, reader -> catchThrowable(reader::next))).isEmpty();
  }

  @Test
  void closingReadsOnlyASmallRest() throws Exception {
    String start = Envelopes.envelope(VERSION, "", "<w>x</w>").replaceFirst("</s:Body>.*", "");
    String more = "<x>y</x>".repeat(100_000);
    byte[] endless = (start + more).getBytes(UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(endless);
    Message reply = Envelopes.decode(VERSION, in).checkedWhenClosed();
    reply.body().reader().getElementText();
    reply.close();
    assertThat(endless.length - in.available()).isLessThan(1 << 17);
  }

  @ParameterizedTest
  @EnumSource
  void clientCanCheckAWholeReply(SoapVersion version) throws Exception {
    Message reply = Envelopes.decode(version, Envelopes.envelope(version, "", "<w><p>hi</p></v>"));
    XMLStreamReader2 reader = reply.body().reader();
    reader.nextTag();
    assertThat(reader.getElementText()).isEqualTo("hi");
    assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(reply::requireEnd);
  }
}
