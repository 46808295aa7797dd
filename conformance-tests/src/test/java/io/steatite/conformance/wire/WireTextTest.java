package io.steatite.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireTextTest {
  private static String readable(String message) {
    return WireText.readable(message.getBytes(ISO_8859_1), "");
  }

  @Test
  void xmlIsIndented() {
    assertThat(readable("HTTP/1.1 200 OK\r\nA: b\r\n\r\n<a><b>c</b><d/></a>"))
        .isEqualTo("HTTP/1.1 200 OK\nA: b\n\n<a>\n  <b>c</b>\n  <d/>\n</a>\n");
  }

  @Test
  void chunksAreJoined() {
    assertThat(
            readable(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\n<a\r\n3;x=y\r\n>b<\r\n3\r\n/a>\r\n0\r\n\r\n"))
        .endsWith("\n\n<a>b</a>\n");
  }

  @Test
  void onlyBinaryPartsAreElided() {
    assertThat(
            readable(
                "POST / HTTP/1.1\r\nContent-Type: multipart/related; boundary=\"x+1\"\r\n\r\n"
                    + "--x+1\r\nContent-ID: <r>\r\n\r\n<a/>\r\n"
                    + "--x+1\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\1\2\r\n--x+1--\r\n"))
        .isEqualTo(
            """
            POST / HTTP/1.1
            Content-Type: multipart/related; boundary="x+1"

            --x+1
            Content-ID: <r>

            <a/>

            --x+1
            Content-Transfer-Encoding: binary

            ... 3 bytes ...
            --x+1--
            """);
  }

  @Test
  void longBase64IsElided() {
    assertThat(readable("A\r\n\r\n<a>" + "QUJD".repeat(100) + "</a>"))
        .isEqualTo("A\n\n<a>... 400 bytes ...</a>\n");
  }

  @Test
  void messageWithoutBodyIsItsHead() {
    assertThat(readable("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo("HTTP/1.1 202 Accepted\nContent-Length: 0\n");
  }
}
