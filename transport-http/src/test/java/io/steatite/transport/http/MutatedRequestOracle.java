package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Says which answers a mutated request may get, from what the mutation did to it. Reads HTTP, gzip
 * and XML by means of its own.
 *
 * <p>Where the body alone is affected the answer follows from what the body says now. Where lines
 * of the head are affected, each of them permits the answers that the field is the reason for.
 * Where the end of a line in the head is damaged, servers differ about what is the head, and any
 * answer is permitted.
 */
final class MutatedRequestOracle {
  /** Stands for a connection that is closed without an answer. */
  static final int CUT = 0;

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern BROKEN_LINE_END = Pattern.compile("\\r(?!\\n)|(?<!\\r)\\n");
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final Set<Integer> OK = Set.of(200);
  private static final Set<Integer> MALFORMED = Set.of(CUT, 400, 408);
  private static final Set<Integer> BROKEN_BODY = Set.of(CUT, 400, 500);

  /** Beside what any malformed head may get. */
  private static final Map<String, Set<Integer>> BY_LINE =
      Map.ofEntries(
          Map.entry("request line", Set.of(200, 404, 405, 426, 501, 505)),
          Map.entry("host", Set.of(200)),
          Map.entry("connection", Set.of(200)),
          Map.entry("accept", Set.of(200)),
          Map.entry("content-type", Set.of(200, 415)),
          Map.entry("soapaction", Set.of(200, 500)),
          Map.entry("content-encoding", Set.of(200, 415, 500)),
          Map.entry("content-length", Set.of(200, 411, 413, 500)),
          Map.entry("transfer-encoding", Set.of(200, 411, 500, 501)));

  private final String head;
  private final byte[] body;
  private final boolean chunked;
  private final boolean gzipped;

  /**
   * @param request a good one
   */
  MutatedRequestOracle(byte[] request) {
    Split split = Split.of(request);
    head = split.head();
    body = split.body();
    chunked = head.contains("Transfer-Encoding: chunked");
    gzipped = head.contains("Content-Encoding: gzip");
  }

  /** The statuses that the mutated request may be answered with. */
  Set<Integer> permitted(byte[] mutated) {
    Split split = Split.of(mutated);
    Set<Integer> permitted = new TreeSet<>();
    if (split.hasBrokenLineEnd()) {
      BY_LINE.values().forEach(permitted::addAll);
    } else if (!split.head().equals(head)) {
      affected(split.head()).forEach(name -> permitted.addAll(BY_LINE.getOrDefault(name, OK)));
    }
    if (!split.head().equals(head) || !split.isComplete()) {
      permitted.addAll(MALFORMED);
    }
    if (!split.isComplete() && !split.hasBrokenLineEnd()) {
      permitted.removeAll(Set.of(200, 500));
    } else if (!Arrays.equals(split.body(), body)) {
      permitted.addAll(forBody(split.body()));
    }
    return permitted;
  }

  /** What the request says, if that is certain. */
  Optional<Document> envelope(byte[] mutated) {
    Split split = Split.of(mutated);
    return split.hasBrokenLineEnd()
        ? Optional.empty()
        : content(split.body()).flatMap(MutatedRequestOracle::parse);
  }

  private Set<Integer> forBody(byte[] mutated) {
    Optional<byte[]> content = content(mutated);
    if (content.isEmpty()) {
      return BROKEN_BODY;
    }
    Set<Integer> permitted = new TreeSet<>(Set.of(500));
    if (content.flatMap(MutatedRequestOracle::parse).filter(this::isEnvelope).isPresent()) {
      permitted.add(200);
    }
    if (gzipped) {
      permitted.add(400);
    }
    if (chunked && !text(mutated).contains(LAST_CHUNK)) {
      permitted.addAll(BROKEN_BODY);
    }
    return permitted;
  }

  /** The entity in the bytes after a head that is as it was; empty if it is not complete. */
  private Optional<byte[]> content(byte[] bytes) {
    if (chunked) {
      return dechunked(text(bytes));
    }
    if (bytes.length < body.length) {
      return Optional.empty();
    }
    byte[] declared = Arrays.copyOf(bytes, body.length);
    return gzipped ? unzipped(declared) : Optional.of(declared);
  }

  private static Optional<byte[]> unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** RFC 9112 section 7.1, without trailers; the last line end may be missing. */
  private static Optional<byte[]> dechunked(String text) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = text.indexOf("\r\n", at);
      if (line < 0 || !text.substring(at, line).matches("[0-9A-Fa-f]{1,6}")) {
        return Optional.empty();
      }
      int size = Integer.parseInt(text.substring(at, line), 16);
      int end = line + 2 + size;
      if (size == 0) {
        boolean ended = text.startsWith("\r\n", end) || "\r\n".startsWith(text.substring(end));
        return ended ? Optional.of(content.toByteArray()) : Optional.empty();
      }
      if (end + 2 > text.length() || !text.startsWith("\r\n", end)) {
        return Optional.empty();
      }
      content.writeBytes(text.substring(line + 2, end).getBytes(ISO_8859_1));
      at = end + 2;
    }
  }

  /** The names of all lines that are not as they were, whether lost or new. */
  private Set<String> affected(String mutatedHead) {
    List<String> lost = lines(head);
    List<String> added = lines(mutatedHead);
    Set<String> names = new TreeSet<>();
    if (!lost.get(0).equals(added.get(0))) {
      names.add("request line");
    }
    List.copyOf(added).stream().filter(lost::remove).forEach(added::remove);
    Stream.concat(lost.stream(), added.stream()).forEach(line -> names.add(name(line)));
    return names;
  }

  /** The lines, each that starts with a control character together with the one it may continue. */
  private static List<String> lines(String head) {
    return new ArrayList<>(List.of(head.split("\r\n(?![\\x00-\\x20])", -1)));
  }

  private static String name(String line) {
    return line.startsWith("POST ")
        ? "request line"
        : line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  static Optional<Document> parse(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return Optional.of(builder.parse(new InputSource(new ByteArrayInputStream(xml))));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (javax.xml.parsers.ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isEnvelope(Document document) {
    Element root = document.getDocumentElement();
    return root.getLocalName().equals("Envelope")
        && SOAP_11.namespace().equals(root.getNamespaceURI())
        && root.getElementsByTagNameNS(SOAP_11.namespace(), "Body").getLength() == 1;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** A request, cut after its head; without a body if the head is not complete. */
  private record Split(String head, byte[] body, boolean isComplete) {
    static Split of(byte[] request) {
      String text = text(request);
      int end = text.indexOf(END_OF_HEAD);
      return end < 0
          ? new Split(text, new byte[0], false)
          : new Split(
              text.substring(0, end),
              Arrays.copyOfRange(request, end + END_OF_HEAD.length(), request.length),
              true);
    }

    boolean hasBrokenLineEnd() {
      return BROKEN_LINE_END.matcher(head).find();
    }
  }
}
