package io.steatite.conformance.mtom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.SoapVersion;

/** Packages made by hand, as text in ISO-8859-1, with the names that WCF gives. */
final class HandMade {
  static final String BOUNDARY = "uuid:0ca0e16e-feb1-426c-97d8-c4508ada5e82+id=1";
  static final String PART = "<http://tempuri.org/1/632618206521093670>";
  static final String INCLUDE =
      include("cid:http%3A%2F%2Ftempuri.org%2F1%2F632618206521093670", "");

  private HandMade() {}

  static String type(SoapVersion version) {
    return "multipart/related; type=\"application/xop+xml\";start=\"<http://tempuri.org/0>\";"
        + "boundary=\""
        + BOUNDARY
        + "\";start-info=\""
        + version.mediaType()
        + '"';
  }

  static String include(String href, String content) {
    return "<xop:Include href=\""
        + href
        + "\" xmlns:xop=\"http://www.w3.org/2004/08/xop/include\">"
        + content
        + "</xop:Include>";
  }

  static String envelope(SoapVersion version, String content) {
    return "<s:Envelope xmlns:s=\"%s\"><s:Body><e:EchoBinary xmlns:e=\"%s\">%s</e:EchoBinary></s:Body></s:Envelope>"
        .formatted(version.namespace(), EchoService.NAMESPACE, content);
  }

  static String root(SoapVersion version, String content) {
    return part(
        "Content-ID: <http://tempuri.org/0>\r\nContent-Transfer-Encoding: 8bit\r\n"
            + "Content-Type: application/xop+xml;charset=utf-8;type=\""
            + version.mediaType()
            + '"',
        envelope(version, content));
  }

  static String binary(String contentId, String content) {
    return part(
        "Content-ID: "
            + contentId
            + "\r\nContent-Transfer-Encoding: binary\r\nContent-Type: application/octet-stream",
        content);
  }

  static String part(String headers, String content) {
    return "\r\n--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n" + content;
  }

  static String end() {
    return "\r\n--" + BOUNDARY + "--\r\n";
  }

  /** An echo of that content, as WCF writes it. */
  static String echo(SoapVersion version, String content) {
    return root(version, INCLUDE) + binary(PART, content) + end();
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
