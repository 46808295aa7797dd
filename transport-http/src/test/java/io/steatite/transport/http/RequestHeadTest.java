package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestHeadTest {
  @Test
  void whatThePeerSentIsEscapedForLogs() {
    RequestHead head =
        new RequestHead(
            "1",
            "HTTP/1.1\tadmin logged in",
            "http",
            "GET",
            "",
            "/\u001b[2J\u2028",
            "secret",
            HttpFields.empty());
    assertThat(head.toString())
        .isEqualTo("1 GET /\\u001b[2J\\u2028 HTTP/1.1\\u0009admin logged in");
  }
}
