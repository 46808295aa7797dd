package io.steatite.conformance.mtom;

import static io.steatite.conformance.mtom.HandMade.INCLUDE;
import static io.steatite.conformance.mtom.HandMade.PART;
import static io.steatite.conformance.mtom.HandMade.binary;
import static io.steatite.conformance.mtom.HandMade.end;
import static io.steatite.conformance.mtom.HandMade.envelope;
import static io.steatite.conformance.mtom.HandMade.include;
import static io.steatite.conformance.mtom.HandMade.part;
import static io.steatite.conformance.mtom.HandMade.root;

import io.steatite.envelope.SoapVersion;
import io.steatite.mtom.MimeLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Packages that must be refused, whoever receives them: the shapes of attacks on other stacks, each
 * by itself, to be mutated further.
 */
final class HostilePackages {
  /** Small enough that going over them takes little. */
  static final MimeLimits LIMITS =
      MimeLimits.builder()
          .parts(20)
          .headers(10)
          .headerBytes(1000)
          .partBytes(50_000)
          .memoryBytes(100)
          .storedBytes(60_000)
          .build();

  private static final String ROOT_TYPE = "Content-Type: application/xop+xml; charset=utf-8";

  private HostilePackages() {}

  /** A package for each name, in the given version. */
  static Map<String, String> of(SoapVersion version, String canary) {
    Map<String, String> all = new LinkedHashMap<>();
    headers(version, all);
    parts(version, all);
    references(version, canary, all);
    return all;
  }

  /** SEC-10. */
  private static void headers(SoapVersion version, Map<String, String> all) {
    String id = "Content-ID: " + PART;
    withHeaders(version, "a long header", id + "\r\nX: " + "x".repeat(5000), all);
    withHeaders(version, "a folded header", id + "\r\nX: y" + "\r\n y".repeat(1000), all);
    withHeaders(version, "repeated headers", id + "\r\nX: y".repeat(8) + longLine(), all);
    withHeaders(version, "many headers", id + "\r\nX: y".repeat(20), all);
    withHeaders(version, "a header without colon", id + "\r\nno colon", all);
    withHeaders(version, "a header without name", id + "\r\n: x", all);
    withHeaders(version, "a CR in a header", id + "\r\nX: y\rZ: z", all);
    withHeaders(version, "two ids", id + "\r\n" + id, all);
    withHeaders(version, "two types", id + "\r\nContent-Type: a/b\r\nContent-Type: a/b", all);
    withHeaders(version, "an unknown encoding", id + "\r\nContent-Transfer-Encoding: x", all);
    all.put("headers without end", root(version, INCLUDE) + headersOnly(id + "\r\nX: y\r\n"));
    all.put("endless header", root(version, INCLUDE) + headersOnly("X: " + "y".repeat(30_000)));
    all.put("headers of the root", part("X: " + "y".repeat(2000), envelope(version, "")) + end());
  }

  private static String longLine() {
    return "\r\nX: " + "y".repeat(960);
  }

  private static String headersOnly(String headers) {
    return "\r\n--" + HandMade.BOUNDARY + "\r\n" + headers;
  }

  private static void withHeaders(
      SoapVersion version, String name, String headers, Map<String, String> all) {
    all.put(name, root(version, INCLUDE) + part(headers, "x") + end());
  }

  /** SEC-11, SEC-12, SEC-13, SEC-16, SEC-17, SEC-18. */
  private static void parts(SoapVersion version, Map<String, String> all) {
    String root = root(version, INCLUDE);
    StringBuilder many = new StringBuilder(root);
    IntStream.range(0, 30).forEach(i -> many.append(binary("<" + i + "@x>", "x")));
    all.put("many parts", many + binary(PART, "x") + end());
    all.put("a large part", root + binary(PART, "x".repeat(50_001)) + end());
    String passed = binary("<1@x>", "x".repeat(40_000)) + binary("<2@x>", "x".repeat(40_000));
    all.put("more than may be stored", root + passed + binary(PART, "x") + end());
    String encoded = "Content-ID: " + PART + "\r\nContent-Transfer-Encoding: ";
    all.put("broken base64", root + part(encoded + "base64", "ab!d") + end());
    all.put("broken quoted-printable", root + part(encoded + "quoted-printable", "=zz") + end());
    all.put(
        "two parts with one id",
        root + binary("<1@x>", "x") + binary("<1@x>", "y") + binary(PART, "z") + end());
    all.put("two roots", binary("<http://tempuri.org/0>", "x") + root + binary(PART, "z") + end());
    all.put("no parts", end());
    all.put("no root", binary(PART, "x") + end());
    all.put("no delimiter", "x".repeat(1000));
    all.put("no last delimiter", root + binary(PART, "x"));
    all.put("cut off in content", root + binary(PART, "x".repeat(3000)).substring(0, 2000));
    all.put("cut off in headers", root + "\r\n--" + HandMade.BOUNDARY + "\r\nContent-");
    all.put("cut off in a delimiter", root + binary(PART, "x") + "\r\n--" + HandMade.BOUNDARY);
    all.put(
        "only almost a delimiter",
        root + binary(PART, "x") + "\r\n--" + HandMade.BOUNDARY + "-\r\n");
    all.put("endless delimiter", root + "\r\n--" + HandMade.BOUNDARY + " ".repeat(30_000));
    all.put(
        "root of another type",
        part("Content-ID: <http://tempuri.org/0>\r\nContent-Type: text/html", envelope(version, ""))
            + end());
    all.put(
        "root in an unknown charset",
        part(
                "Content-ID: <http://tempuri.org/0>\r\nContent-Type: application/xop+xml; charset=klingon",
                envelope(version, ""))
            + end());
    all.put(
        "root that is a package",
        part(
                "Content-ID: <http://tempuri.org/0>\r\nContent-Type: multipart/related; boundary=x",
                "--x\r\n\r\n\r\n--x--")
            + end());
  }

  /** SEC-20 and the rest of SEC-17. */
  private static void references(SoapVersion version, String canary, Map<String, String> all) {
    String[] elsewhere = {
      canary,
      canary.replace("http:", "HTTP:"),
      canary.replace("http:", "https:"),
      canary.replace("http:", "ftp:"),
      canary.replace("http:", ""),
      "jar:" + canary + "!/x",
      "file:///etc/passwd",
      "netdoc:///etc/passwd",
      "data:,x",
      "mid:1@x",
      "x.bin",
      "#x",
      "?x",
      "c%69d:1@x",
      "%63id:1@x",
      "cid%3A1@x",
      " ",
      "cid:",
      "cid:%",
      "cid:%zz",
      "cid:nobody@x",
      "cid:http%3A%2F%2Ftempuri.org%2F0"
    };
    for (String href : elsewhere) {
      all.put("href " + href, referring(version, include(href, "")));
    }
    String in = INCLUDE;
    all.put("no href", referring(version, in.replace("href", "src")));
    all.put("href in a namespace", referring(version, in.replace("href", "xop:href")));
    all.put("two includes of one part", referring(version, in + in));
    all.put("text beside", referring(version, "x" + in));
    all.put("text behind", referring(version, in + "x"));
    all.put("CDATA beside", referring(version, "<![CDATA[x]]>" + in));
    all.put("element beside", referring(version, "<x/>" + in));
    String href = "cid:http%3A%2F%2Ftempuri.org%2F1%2F632618206521093670";
    all.put("text within", referring(version, include(href, "x")));
    all.put("element within", referring(version, include(href, "<x/>")));
    all.put("include within", referring(version, include(href, in)));
    String dtd = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + canary + "'>]>";
    all.put(
        "DTD in the root",
        root(version, in).replace("<s:Envelope", dtd + "<s:Envelope") + binary(PART, "x") + end());
    all.put(
        "include as the envelope",
        part("Content-ID: <http://tempuri.org/0>\r\n" + ROOT_TYPE, in) + binary(PART, "x") + end());
    all.put(
        "include as the body",
        root(version, "")
                .replaceAll("<e:EchoBinary.*</e:EchoBinary>", "")
                .replace("<s:Body>", "<s:Body>" + in)
            + binary(PART, "x")
            + end());
  }

  private static String referring(SoapVersion version, String content) {
    return root(version, content) + binary(PART, "x") + end();
  }
}
