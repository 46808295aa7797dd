package io.steatite.transport.http;

import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.destination.OutboundPolicy;

/** A guarded sender does what every sender does, but for cookies, which it never takes. */
class GuardedApacheHttpSenderTest extends HttpChannelContract {
  @Override
  HttpSender start(HttpLimits limits, boolean cookies) {
    OutboundPolicy policy =
        OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
    return ApacheHttpSender.guarded(policy, limits);
  }

  @Override
  boolean canTakeCookies() {
    return false;
  }
}
