package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.TransportException;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ApacheHttpSenderTest extends HttpChannelContract {
  @Override
  HttpSender start(HttpLimits limits, boolean cookies) {
    return ApacheHttpSender.start(limits, cookies);
  }

  @Test
  void onceClosedItSendsNothingAndSaysSo() {
    HttpSender closed = start(HttpLimits.DEFAULT, false);
    HttpRequestChannel channel =
        HttpRequestChannel.to(
            URI.create("http://127.0.0.1:9/"), EchoService.client(SoapVersion.SOAP_12), closed);
    closed.close();

    assertThatThrownBy(() -> channel.send(Message.of(SoapVersion.SOAP_12, Body.empty())))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("closed");
  }
}
