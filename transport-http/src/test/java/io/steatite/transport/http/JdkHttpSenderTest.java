package io.steatite.transport.http;

import io.steatite.transport.http.jdk.JdkHttpSender;

class JdkHttpSenderTest extends HttpChannelContract {
  @Override
  HttpSender start(HttpLimits limits, boolean cookies) {
    return JdkHttpSender.start(limits, cookies);
  }
}
