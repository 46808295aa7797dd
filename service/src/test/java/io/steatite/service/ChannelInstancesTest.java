package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelInstancesTest {
  private static final EndpointReference LISTENER = EndpointReference.of("http://localhost/l");

  private final ChannelInstances instances = new ChannelInstances(AddressingVersion.WSA_10);
  private final List<String> called = new ArrayList<>();

  private MessageHandler callbacks(String name) {
    return exchange -> {
      called.add(name);
      return Reply.accepted();
    };
  }

  private static MessageExchange forInstance(String id) {
    Message message = Message.of(SoapVersion.SOAP_12, Body.empty());
    return MessageExchange.of(
        id.isEmpty() ? message : message.withHeader(HeaderBlock.of(ChannelInstances.NAME, id)));
  }

  @Test
  void allButTheFirstHaveAReferenceParameter() {
    assertThat(instances.add(LISTENER, callbacks("first")).address()).isEqualTo(LISTENER);
    assertThat(instances.add(LISTENER, callbacks("second")).address())
        .isEqualTo(LISTENER.withReferenceParameter(ChannelInstances.NAME, "2"));
  }

  @Test
  void theHeaderSelectsTheChannel() {
    instances.add(LISTENER, callbacks("first"));
    instances.add(LISTENER, callbacks("second"));
    MessageHandler handler = instances.handler(callbacks("listener"));

    handler.handle(forInstance(""));
    handler.handle(forInstance("2"));
    handler.handle(forInstance(" 2 "));

    assertThat(called).containsExactly("first", "second", "second");
  }

  @Test
  void aMessageForAClosedChannelIsRefusedByTheDispatcher() {
    instances.add(LISTENER, callbacks("first"));
    instances.add(LISTENER, callbacks("second")).close();
    List<MessageExchange> passed = new ArrayList<>();
    MessageHandler handler =
        instances.handler(
            exchange -> {
              passed.add(exchange);
              return Reply.accepted();
            });

    handler.handle(forInstance("2"));

    assertThat(called).isEmpty();
    assertThatThrownBy(() -> passed.get(0).checks().get(0).check(null))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("DestinationUnreachable");
  }
}
