package io.steatite.conformance.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Hostile requests, which the host must refuse without effect on other requests. */
final class Attacks {
  private static final String GZIP = "Content-Encoding: gzip\r\n";
  private static final int OVERSIZED = 70_000_000;
  private static final int CHUNK = 64 << 10;
  private static final int EMPTY_MEMBERS = 20_000;
  private static final int PACKAGES_OF_NAMES = 4;
  private static final int NAMES = 1000;
  private static final int NAME_LENGTH = 65_000;
  private static final int SLOW_BODY = 5000;
  private static final int BYTES_PER_SECOND = 40;

  private final Duration patience;
  private final List<Script> quick = new ArrayList<>();

  /**
   * @param patience the time after which a peer closes its connection
   * @param framing whether requests with wrong HTTP framing are included
   */
  Attacks(Duration patience, boolean framing) throws IOException {
    this.patience = patience;
    malformed();
    cut();
    oversized();
    compressed();
    if (framing) {
      framing();
    }
  }

  /** Returns the requests that are sent as fast as possible. */
  List<Script> quick() {
    return quick;
  }

  /** Returns the requests that are sent slowly. */
  List<Script> slow() {
    byte[] body = new byte[SLOW_BODY];
    byte[] request = Requests.post(SoakHost.TEXT, body, Requests.type11("Echo"));
    int head = request.length - body.length;
    return List.of(
        hostile("slow head", request).sendingSlowly(0, BYTES_PER_SECOND / 10),
        hostile("slow body", request).sendingSlowly(head, BYTES_PER_SECOND));
  }

  private Script hostile(String kind, byte[] request) {
    return Script.hostile(kind, request, patience);
  }

  private void malformed() {
    String good = new String(Requests.echo11("", "hello"), UTF_8);
    text("malformed", good.replace("</Echo>", "</Ohce>"));
    text("malformed", good.replace("</s:Body>", "</s:Body><s:Body/>"));
    text("malformed", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + good);
    text("malformed", "no XML at all");
    text("cut envelope", good.substring(0, good.length() - 20));
    byte[] whole = Requests.mtom(new byte[2000]);
    byte[] cut = Arrays.copyOf(whole, whole.length - 10);
    quick.add(hostile("cut package", Requests.post(SoakHost.MTOM, cut, Requests.mtomType())));
  }

  private void text(String kind, String envelope) {
    byte[] body = envelope.getBytes(UTF_8);
    quick.add(hostile(kind, Requests.post(SoakHost.TEXT, body, Requests.type11("Echo"))));
  }

  private void cut() {
    byte[] head = Requests.head(SoakHost.MTOM, Requests.mtomType() + "Content-Length: 900000\r\n");
    byte[] some = Arrays.copyOf(Requests.mtom(new byte[CHUNK * 3]), CHUNK * 2);
    quick.add(leaving("cut upload", Requests.joined(head, some)));
    quick.add(leaving("cut head", Arrays.copyOf(head, head.length / 2)));
    byte[] asked = Requests.post(SoakHost.TEXT, Requests.echo11("", "x"), Requests.type11("Echo"));
    quick.add(leaving("closed before the answer", asked));
  }

  private Script leaving(String kind, byte[] request) {
    return hostile(kind, request).then(Script.Afterwards.CLOSES);
  }

  private void oversized() {
    String fields = Requests.type11("Echo");
    byte[] announced =
        Requests.head(SoakHost.TEXT, fields + "Content-Length: " + OVERSIZED + "\r\n");
    quick.add(hostile("oversized, announced", Requests.joined(announced, new byte[CHUNK])));
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes(Requests.head(SoakHost.TEXT, fields + "Transfer-Encoding: chunked\r\n"));
    byte[] spaces = new byte[CHUNK];
    Arrays.fill(spaces, (byte) ' ');
    String start = new String(Requests.echo11("", ""), UTF_8);
    chunk(chunks, start.substring(0, start.indexOf("<s:Body>")).getBytes(UTF_8));
    for (int sent = 0; sent < OVERSIZED; sent += CHUNK) {
      chunk(chunks, spaces);
    }
    // The last chunk, because the next request on this connection would be read as a chunk
    // otherwise.
    chunks.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    quick.add(hostile("oversized, chunked", chunks.toByteArray()));
  }

  private static void chunk(ByteArrayOutputStream out, byte[] chunk) {
    out.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
    out.writeBytes(chunk);
    out.writeBytes(new byte[] {'\r', '\n'});
  }

  private void compressed() throws IOException {
    String envelope = new String(Requests.echo11("", "hello"), UTF_8);
    zipped("gzip bomb", zip(envelope.replace("<Echo", " ".repeat(OVERSIZED / 2) + "<Echo")));
    byte[] empty = zip("");
    byte[] members = new byte[empty.length * EMPTY_MEMBERS];
    for (int i = 0; i < EMPTY_MEMBERS; i++) {
      System.arraycopy(empty, 0, members, i * empty.length, empty.length);
    }
    zipped("gzip of empty members", members);
    for (int i = 0; i < PACKAGES_OF_NAMES; i++) {
      zipped("names of 65,000 characters", names(i));
    }
  }

  private void zipped(String kind, byte[] body) {
    byte[] request = Requests.post(SoakHost.TEXT, body, Requests.type11("Echo") + GZIP);
    quick.add(hostile(kind, request));
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] names(int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String envelope = new String(Requests.echo11("<s:Header></s:Header>", "hello"), UTF_8);
    int header = envelope.indexOf("</s:Header>");
    String filler = "n".repeat(NAME_LENGTH);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(envelope.substring(0, header).getBytes(UTF_8));
      for (int i = 0; i < NAMES; i++) {
        out.write(("<h:a" + number + '-' + i + filler + " xmlns:h='urn:h'/>").getBytes(UTF_8));
      }
      out.write(envelope.substring(header).getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private void framing() {
    byte[] body = Requests.echo11("", "hello");
    String fields = Requests.type11("Echo");
    framed(fields + "Content-Length: +" + body.length + "\r\n", body);
    framed(fields + "Content-Length: 5\r\nContent-Length: " + body.length + "\r\n", body);
    framed(
        fields + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\n".getBytes(ISO_8859_1));
    framed(fields + "Transfer-Encoding: chunked\r\n", "1000000005\r\nhello".getBytes(ISO_8859_1));
    framed(fields + "Transfer-Encoding: chunked\r\n", "xyz\r\n".getBytes(ISO_8859_1));
  }

  private void framed(String fields, byte[] body) {
    quick.add(hostile("framing", Requests.joined(Requests.head(SoakHost.TEXT, fields), body)));
  }
}
