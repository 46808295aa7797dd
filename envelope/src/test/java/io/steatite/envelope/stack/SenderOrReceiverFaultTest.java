package io.steatite.envelope.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.Requirement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmlunit.assertj3.XmlAssert;

/**
 * Which failures are answered with a Sender fault and which with a Receiver fault, and what the
 * fault reveals.
 */
class SenderOrReceiverFaultTest {
  private static final QName DETAIL = new QName("urn:d", "Why", "d");

  private static Message call(SoapVersion version, String body, Operation.RequestReply code)
      throws Exception {
    return call(version, body, code, FaultMapper.standard());
  }

  private static Message call(
      SoapVersion version, String body, Operation.RequestReply code, FaultMapper mapper)
      throws Exception {
    Message request =
        Envelopes.decode(version, Envelopes.envelope(version, "", body)).withAction("urn:do");
    return handle(request, code, mapper);
  }

  private static Message handle(Message request, Operation.RequestReply code) {
    return handle(request, code, FaultMapper.standard());
  }

  private static Message handle(Message request, Operation.RequestReply code, FaultMapper mapper) {
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(Operation.requestReply("urn:do", code)))
            .encoder(TextEncoder.of(request.version()))
            .faultMapper(mapper)
            .build();
    return ((Reply.OfMessage) stack.handle(MessageExchange.of(request))).message();
  }

  private static FaultCode code(Message reply) {
    return reply.fault().orElseThrow().code();
  }

  /** Returns the malformed reply to a call that user code makes itself. */
  private static Message brokenReply(SoapVersion version) throws Exception {
    return Envelopes.decode(version, Envelopes.envelope(version, "", "<a><b></a>"));
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-envvermodel-fault")
  void malformedRequestIsAnsweredWithSenderFault(SoapVersion version) throws Exception {
    assertThat(code(call(version, "<a><b></a>", m -> m.reply(m.body().buffer()))))
        .isEqualTo(FaultCode.SENDER);
    assertThat(code(call(version, "<a>x</a>", m -> number(m)))).isEqualTo(FaultCode.SENDER);
  }

  private static Message number(Message message) throws Exception {
    return message.reply(Body.of(DETAIL, "" + message.body().reader().getElementAsInt()));
  }

  @ParameterizedTest
  @EnumSource
  void wrongValueInBodyOrHeaderIsAnsweredWithSenderFault(SoapVersion version) throws Exception {
    Operation.RequestReply buffered = m -> m.reply(Body.of(DETAIL, "" + intIn(m.body().buffer())));
    assertThat(code(call(version, "<a>x</a>", buffered))).isEqualTo(FaultCode.SENDER);
    Operation.RequestReply binding =
        m -> {
          throw MalformedMessageException.at(m.body().reader(), "Does not fit");
        };
    assertThat(code(call(version, "<a/>", binding))).isEqualTo(FaultCode.SENDER);
    String block = "<h:n xmlns:h='urn:h'>x</h:n>";
    Message request =
        Envelopes.decode(version, Envelopes.envelope(version, block, "<a/>")).withAction("urn:do");
    assertThat(code(handle(request, m -> m.reply(Body.of(DETAIL, "" + firstInt(m))))))
        .isEqualTo(FaultCode.SENDER);
  }

  private interface Reading {
    Object of(XMLStreamReader2 reader) throws Exception;
  }

  static Stream<Reading> readings() {
    return Stream.of(
        reader -> reader.getAttributeAsInt(0),
        reader -> reader.getAttributeAsBinary(0),
        reader -> reader.getAttributeAsLongArray(0),
        reader -> reader.readElementAsIntArray(new int[1], 0, 1),
        reader -> reader.readElementAsDoubleArray(new double[1], 0, 1),
        XMLStreamReader::nextTag);
  }

  /** Attributes, lists and tags, on the stream and in memory. */
  @ParameterizedTest
  @MethodSource("readings")
  void wrongValueReadInAnyWayIsAnsweredWithSenderFault(Reading reading) throws Exception {
    for (SoapVersion version : SoapVersion.values()) {
      String body = "<a n='-'>-</a>";
      Operation.RequestReply stream =
          m -> m.reply(Body.of(DETAIL, "" + reading.of(m.body().reader())));
      Operation.RequestReply buffer =
          m -> m.reply(Body.of(DETAIL, "" + reading.of(m.body().buffer().reader())));
      assertThat(code(call(version, body, stream))).isEqualTo(FaultCode.SENDER);
      assertThat(code(call(version, body, buffer))).isEqualTo(FaultCode.SENDER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongValueInOtherMessageIsAnsweredWithReceiverFault(SoapVersion version) throws Exception {
    String block = "<h:n xmlns:h='urn:h'>x</h:n>";
    Message other = Envelopes.decode(version, Envelopes.envelope(version, block, "<a>x</a>"));
    Body body = other.body().buffer();
    Operation.RequestReply buffered = m -> m.reply(Body.of(DETAIL, "" + intIn(body)));
    Operation.RequestReply header = m -> m.reply(Body.of(DETAIL, "" + firstInt(other)));
    assertThat(code(call(version, "<a/>", buffered))).isEqualTo(FaultCode.RECEIVER);
    assertThat(code(call(version, "<a/>", header))).isEqualTo(FaultCode.RECEIVER);
  }

  private static int intIn(Body body) throws Exception {
    return body.reader().getElementAsInt();
  }

  private static int firstInt(Message message) throws Exception {
    return message.headers().asList().get(0).reader().getElementAsInt();
  }

  @ParameterizedTest
  @EnumSource
  void wrappedReadFailureIsAnsweredWithSenderFault(SoapVersion version) throws Exception {
    Message reply =
        call(
            version,
            "<a><b></a>",
            m -> {
              try {
                return m.reply(m.body().buffer());
              } catch (RuntimeException e) {
                throw new CompletionException("secret", new Exception(e));
              }
            });
    assertThat(code(reply)).isEqualTo(FaultCode.SENDER);
    assertThat(reply.fault().orElseThrow().reason()).startsWith("Malformed XML at line 1");
  }

  @ParameterizedTest
  @EnumSource
  void malformedReplyOfOtherServiceIsAnsweredWithReceiverFault(SoapVersion version)
      throws Exception {
    Message reply = call(version, "<a/>", m -> m.reply(brokenReply(version).body().buffer()));
    assertThat(code(reply)).isEqualTo(FaultCode.RECEIVER);
    assertThat(reply.fault().orElseThrow().reason())
        .isEqualTo("The service could not process the message.");
    assertThat(code(call(version, "<a/>", m -> Envelopes.decode(version, "<no envelope/>"))))
        .isEqualTo(FaultCode.RECEIVER);
  }

  @ParameterizedTest
  @EnumSource
  void malformedReplyIsAnsweredWithReceiverFaultAlthoughTheRequestIsMalformedToo(
      SoapVersion version) throws Exception {
    Message reply =
        call(
            version,
            "<a><b></a>",
            m -> {
              assertThatThrownBy(() -> m.body().buffer()).isInstanceOf(RuntimeException.class);
              return m.reply(brokenReply(version).body().buffer());
            });
    assertThat(code(reply)).isEqualTo(FaultCode.RECEIVER);
  }

  @ParameterizedTest
  @EnumSource
  void faultOfOtherServiceIsAnsweredWithReceiverFault(SoapVersion version) throws Exception {
    Message fault = Message.of(version, Fault.sender("secret of another service"));
    Message received = Envelopes.decode(version, Envelopes.encode(fault));
    Message reply = call(version, "<a/>", m -> received.orThrow());
    assertThat(code(reply)).isEqualTo(FaultCode.RECEIVER);
    assertThat(reply.fault().orElseThrow().reason()).doesNotContain("secret");
    Message async =
        call(version, "<a/>", m -> CompletableFuture.supplyAsync(received::orThrow).get());
    assertThat(async.fault().orElseThrow().reason()).doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource
  void serviceCanPassOnAReceivedFault(SoapVersion version) throws Exception {
    Message fault = Message.of(version, Fault.sender("Not before noon"));
    Message received = Envelopes.decode(version, Envelopes.encode(fault));
    Message reply =
        call(
            version,
            "<a/>",
            m -> {
              try {
                return received.orThrow();
              } catch (FaultException e) {
                throw e.fault().asException();
              }
            });
    assertThat(reply.fault().orElseThrow().reason()).isEqualTo("Not before noon");
  }

  @ParameterizedTest
  @EnumSource
  void receivedFaultExceptionHasTheHeadersOfItsMessage(SoapVersion version) throws Exception {
    HeaderBlock block = HeaderBlock.of(DETAIL, "header");
    Fault sent = Fault.builder(FaultCode.MUST_UNDERSTAND, "r").header(block).build();
    Message received = Envelopes.decode(version, Envelopes.encode(Message.of(version, sent)));
    assertThatThrownBy(received::orThrow)
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.isReceived()).isTrue();
              assertThat(e.headers().find(DETAIL).orElseThrow().text()).isEqualTo("header");
              assertThat(e.fault().asException().isReceived()).isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-procsoapmsgs-fault")
  void errorOfUserCodeIsAnsweredWithReceiverFault(SoapVersion version) throws Exception {
    for (Error error : List.of(new NoClassDefFoundError("a/B"), new AssertionError("secret"))) {
      Message reply =
          call(
              version,
              "<a/>",
              m -> {
                throw error;
              });
      assertThat(code(reply)).isEqualTo(FaultCode.RECEIVER);
      assertThat(reply.fault().orElseThrow().reason())
          .isEqualTo("The service could not process the message.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureOfFaultMapperIsAnsweredWithReceiverFault(SoapVersion version) throws Exception {
    FaultMapper failing =
        failure -> {
          throw new IllegalStateException("secret");
        };
    Message reply = call(version, "<a/>", m -> number(m), failing);
    assertThat(reply.fault().orElseThrow().reason())
        .isEqualTo("The service could not process the message.");
  }

  /** Every WCF client reads it as {@code FaultException<ExceptionDetail>}. */
  @ParameterizedTest
  @EnumSource
  void exceptionDetailIsWrittenAsDataContractOfWcf(SoapVersion version) throws Exception {
    Exception failure = new IllegalStateException("out\u0000er", new Exception("inner"));
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Shop", "sell", "Shop.java", 7)});
    failure.getCause().setStackTrace(new StackTraceElement[0]);
    Message reply =
        call(
            version,
            "<a/>",
            m -> {
              throw failure;
            },
            FaultMapper.withExceptionDetail());
    Fault fault = Envelopes.decode(version, Envelopes.encode(reply)).fault().orElseThrow();
    assertThat(fault.reason()).isEqualTo("out\uFFFDer");
    assertThat(fault.code().subcodes())
        .extracting(QName::getLocalPart)
        .containsExactly("InternalServiceFault");
    XmlAssert.assertThat(fault.detailFragment().orElseThrow().toString())
        .and(
            "<ExceptionDetail xmlns='http://schemas.datacontract.org/2004/07/System.ServiceModel'"
                + " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>"
                + "<HelpLink i:nil='true'/><InnerException><HelpLink i:nil='true'/>"
                + "<InnerException i:nil='true'/><Message>inner</Message><StackTrace/>"
                + "<Type>java.lang.Exception</Type></InnerException><Message>out\uFFFDer</Message>"
                + "<StackTrace>   at Shop.sell(Shop.java:7)\n</StackTrace>"
                + "<Type>java.lang.IllegalStateException</Type></ExceptionDetail>")
        .areSimilar();
    assertThat(code(call(version, "<a>x</a>", m -> number(m), FaultMapper.withExceptionDetail())))
        .isEqualTo(FaultCode.SENDER);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-procsoapmsgs-steps", "x1-muprocessing-true"})
  void mustUnderstandFaultTakesPrecedenceOverErrorsInTheBody(SoapVersion version) throws Exception {
    HeaderBlock unknown = HeaderBlock.of(DETAIL, "").withMustUnderstand(true);
    Operation strict =
        Operation.requestReply("urn:do", m -> m.reply(Body.empty())).withPayload(DETAIL);
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(strict))
            .encoder(TextEncoder.of(version))
            .build();
    for (String body : List.of("<other/>", "<a><b></a>")) {
      Message request =
          Envelopes.decode(version, Envelopes.envelope(version, "", body))
              .withAction("urn:do")
              .withHeader(unknown)
              .withHeader(unknown);
      Reply reply = stack.handle(MessageExchange.of(request));
      assertThat(code(((Reply.OfMessage) reply).message())).isEqualTo(FaultCode.MUST_UNDERSTAND);
    }
  }

  /** SOAP 1.2 Part 1 section 2.2: the node is the same for all layers and the dispatcher. */
  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soaproles-invariant")
  void layersSeeTheNodeOfTheDispatcher(SoapVersion version) throws Exception {
    HeaderBlock mine = HeaderBlock.of(DETAIL, "").withMustUnderstand(true).withRole("urn:mine");
    Dispatcher dispatcher =
        Dispatcher.of(Operation.requestReply("urn:do", m -> m.reply(Body.empty())))
            .withNode(SoapNode.ULTIMATE_RECEIVER.playing("urn:mine"));
    NodeWatch watch = new NodeWatch();
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(dispatcher)
            .layer(watch)
            .encoder(TextEncoder.of(version))
            .build();
    Message request = Message.of(version, Body.empty()).withHeader(mine).withAction("urn:do");
    Reply reply = stack.handle(MessageExchange.of(request));
    assertThat(code(((Reply.OfMessage) reply).message())).isEqualTo(FaultCode.MUST_UNDERSTAND);
    assertThat(watch.plays).isTrue();
  }

  /** A layer that records whether the node plays the role. */
  private static final class NodeWatch implements Layer {
    private boolean plays;

    @Override
    public boolean understands(QName header) {
      return false;
    }

    @Override
    public MessageHandler handler(MessageHandler next) {
      return exchange -> {
        plays = exchange.node().plays("urn:mine", exchange.request().version());
        return next.handle(exchange);
      };
    }

    @Override
    public RequestChannel channel(RequestChannel next) {
      return next;
    }
  }
}
