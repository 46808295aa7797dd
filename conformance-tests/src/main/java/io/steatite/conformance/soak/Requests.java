package io.steatite.conformance.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.steatite.conformance.tour.EchoService;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;

/**
 * Makes requests that must be answered. The bytes are written by hand, so that requests share no
 * code with the host. Belongs to one thread.
 */
final class Requests {
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String WSA = "http://www.w3.org/2005/08/addressing";
  private static final String BOUNDARY = "soak-boundary";
  private static final int NAMES = 30;
  private static final int NAME_LENGTH = 900;
  private static final int LARGE = 300_000;
  private static final int PART = 40_000;

  private final Duration patience;
  private final Random random;
  private long count;

  /**
   * @param patience the longest time to wait for an answer
   */
  Requests(Duration patience, Random random) {
    this.patience = patience;
    this.random = random;
  }

  /** Returns a text that was not returned before. */
  private String text() {
    return "Soapstone bowl " + ++count;
  }

  /** Returns a call in SOAP 1.1 as text. */
  Script text11() {
    String text = text();
    byte[] request = text11("", text);
    return Script.good(
        "text", request, patience, answer -> isEcho(answer, "EchoResponse", '>' + text + '<'));
  }

  /** Returns a call in SOAP 1.1 with header blocks of long names that are not repeated. */
  Script longNames() {
    String text = text();
    StringBuilder headers = new StringBuilder("<s:Header>");
    for (int i = 0; i < NAMES; i++) {
      String name = "n" + count + '-' + i + "x".repeat(NAME_LENGTH);
      headers.append("<h:").append(name).append(" xmlns:h='urn:soak'/>");
    }
    byte[] request = text11(headers.append("</s:Header>").toString(), text);
    return Script.good(
        "text, long names",
        request,
        patience,
        answer -> isEcho(answer, "EchoResponse", '>' + text + '<'));
  }

  private static byte[] text11(String headers, String text) {
    return post(SoakHost.TEXT, echo11(headers, text), type11("Echo"));
  }

  /** Returns Content-Type and SOAPAction of a SOAP 1.1 request. */
  static String type11(String operation) {
    return "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \""
        + EchoService.NAMESPACE
        + ':'
        + operation
        + "\"\r\n";
  }

  /** Returns an envelope of SOAP 1.1. */
  static byte[] echo11(String headers, String text) {
    return ("<s:Envelope xmlns:s='"
            + SOAP_11
            + "'>"
            + headers
            + "<s:Body><Echo xmlns='"
            + EchoService.NAMESPACE
            + "'>"
            + text
            + "</Echo></s:Body></s:Envelope>")
        .getBytes(UTF_8);
  }

  /** Returns a call in SOAP 1.2 with WS-Addressing. */
  Script addressed() {
    String text = text();
    String id = "urn:soak:" + count;
    String envelope =
        "<s:Envelope xmlns:s='%s' xmlns:a='%s'><s:Header><a:Action s:mustUnderstand='1'>%s</a:Action><a:MessageID>%s</a:MessageID><a:ReplyTo><a:Address>%s/anonymous</a:Address></a:ReplyTo><a:To>http://127.0.0.1/addressed</a:To></s:Header><s:Body><Echo xmlns='%s'>%s</Echo></s:Body></s:Envelope>"
            .formatted(SOAP_12, WSA, EchoService.ECHO, id, WSA, EchoService.NAMESPACE, text);
    byte[] request =
        post(
            SoakHost.ADDRESSED,
            envelope.getBytes(UTF_8),
            "Content-Type: application/soap+xml; charset=utf-8\r\n");
    return Script.good(
        "addressed",
        request,
        patience,
        answer ->
            isEcho(answer, "EchoResponse", '>' + text + '<')
                && answer.text().contains('>' + id + "</"));
  }

  /** Returns a call in SOAP 1.2 as an MTOM package with one part. */
  Script mtom() {
    byte[] part = new byte[PART];
    random.nextBytes(part);
    return Script.good(
        "MTOM",
        post(SoakHost.MTOM, mtom(part), mtomType()),
        patience,
        answer ->
            isEcho(answer, "EchoBinaryResponse", "")
                && text(answer.body()).contains("\r\n\r\n" + text(part) + "\r\n--"));
  }

  /** Returns the Content-Type of a package. */
  static String mtomType() {
    return "Content-Type: multipart/related;type=\"application/xop+xml\";start=\"<root>\";boundary=\""
        + BOUNDARY
        + "\";start-info=\"application/soap+xml\";action=\""
        + EchoService.ECHO_BINARY
        + "\"\r\n";
  }

  /** Returns an MTOM package with one part. */
  static byte[] mtom(byte[] part) {
    String root =
        "<s:Envelope xmlns:s='%s'><s:Body><EchoBinary xmlns='%s'><i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:part'/></EchoBinary></s:Body></s:Envelope>"
            .formatted(SOAP_12, EchoService.NAMESPACE);
    String before =
        "--%s\r\nContent-ID: <root>\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: application/xop+xml;charset=utf-8;type=\"application/soap+xml\"\r\n\r\n%s\r\n--%s\r\nContent-ID: <part>\r\nContent-Transfer-Encoding: binary\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(BOUNDARY, root, BOUNDARY);
    String after = "\r\n--" + BOUNDARY + "--\r\n";
    return joined(before.getBytes(UTF_8), part, after.getBytes(UTF_8));
  }

  /** Returns a large request to an unknown action. Its fault must arrive. */
  Script unknownAction() {
    byte[] body = echo11("", "x".repeat(LARGE));
    return Script.good(
        "300 KB to an unknown action",
        post(SoakHost.TEXT, body, type11("Unknown")),
        patience,
        answer -> answer.status() == 500 && answer.text().contains("Unknown"));
  }

  /** Returns a POST request with a Content-Length on a connection that stays open. */
  static byte[] post(String path, byte[] body, String fields) {
    return joined(head(path, fields + "Content-Length: " + body.length + "\r\n"), body);
  }

  /** Returns the head of a POST request. */
  static byte[] head(String path, String fields) {
    return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n")
        .getBytes(ISO_8859_1);
  }

  /** Returns the concatenation of arrays. */
  static byte[] joined(byte[]... arrays) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] array : arrays) {
      all.writeBytes(array);
    }
    return all.toByteArray();
  }

  private static boolean isEcho(Answer answer, String payload, String content) {
    return answer.status() == 200
        && answer.text().contains(payload)
        && answer.text().contains(content);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
