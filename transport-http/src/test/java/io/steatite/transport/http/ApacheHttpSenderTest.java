package io.steatite.transport.http;

import io.steatite.transport.http.apache.ApacheHttpSender;

class ApacheHttpSenderTest extends HttpChannelContract {
  @Override
  HttpSender start(HttpLimits limits, boolean cookies) {
    return ApacheHttpSender.start(limits, cookies);
  }
}
