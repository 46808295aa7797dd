package io.steatite.envelope.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes to a service with default limits that reads every request to its end, and checks the
 * answer.
 */
final class HostileSender {
  /** Text that must not be revealed: names of classes and packages, frames of a stack trace. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|Error\\b|\\.java|\\bjava[x]?\\.|com\\.ctc|org\\.codehaus|io\\.steatite|\\tat ");

  private final SoapVersion version;
  private final MessageStack stack;

  private HostileSender(SoapVersion version, Dispatcher service) {
    this.version = version;
    this.stack =
        MessageStack.builder().dispatcher(service).encoder(TextEncoder.of(version)).build();
  }

  /** Makes a sender to a service that reads every body completely and answers "done". */
  static HostileSender to(SoapVersion version) {
    return to(version, HostileSender::readAll);
  }

  /** Makes a sender to such a service, for messages with the action {@code urn:do}. */
  static HostileSender to(SoapVersion version, Operation.RequestReply code) {
    return new HostileSender(version, Dispatcher.of(Operation.requestReply("urn:do", code)));
  }

  /** Makes a sender to the given service. */
  static HostileSender to(SoapVersion version, Dispatcher service) {
    return new HostileSender(version, service);
  }

  private static Message readAll(Message request) throws Exception {
    request.body().buffer();
    return request.reply(Body.of(new javax.xml.namespace.QName("done"), ""));
  }

  /**
   * Returns the answer to bytes with the media type of the version, checked for text that must not
   * be revealed.
   */
  String send(InputStream bytes) throws IOException {
    return send(bytes, version.mediaType(), "urn:do");
  }

  /** Returns the answer to bytes with a media type and an action. */
  String send(InputStream bytes, String mediaType, @Nullable String action) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Message answer = answer(bytes, MediaType.parse(mediaType), action)) {
      stack.encoders().encode(answer).writeTo(out);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).doesNotContainPattern(INSIDE);
    return text;
  }

  private Message answer(InputStream bytes, MediaType mediaType, @Nullable String action)
      throws IOException {
    try (Message request = stack.encoders().writing().decode(bytes, mediaType).withAction(action)) {
      Reply reply = stack.handle(MessageExchange.of(request));
      return reply instanceof Reply.OfMessage message
          ? message.message()
          : Message.of(version, Body.empty());
    } catch (MalformedMessageException | LimitExceededException e) {
      return stack.answerTo(e);
    }
  }
}
