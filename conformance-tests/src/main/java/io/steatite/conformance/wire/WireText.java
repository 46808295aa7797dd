package io.steatite.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats an HTTP message for readers: indents XML, and replaces binary parts and long base64 by
 * their lengths.
 */
public final class WireText {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\r\n]+)");
  private static final Pattern BASE64 = Pattern.compile(">[A-Za-z0-9+/=]{200,}<");
  private static final String HEAD_END = "\r\n\r\n";

  private WireText() {}

  /**
   * Returns a message as text, without chunk sizes.
   *
   * @param indent the blanks in front of each line
   */
  public static String readable(byte[] message, String indent) {
    String all = new String(message, ISO_8859_1);
    int headEnd = all.indexOf(HEAD_END);
    if (headEnd < 0) {
      return all.indent(indent.length());
    }
    String head = all.substring(0, headEnd);
    String body = all.substring(headEnd + HEAD_END.length());
    if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      body = withoutChunkSizes(body);
    }
    Matcher boundary = BOUNDARY.matcher(head);
    String shown = boundary.find() ? parts(body, "--" + boundary.group(1)) : xml(body);
    return (head + "\n\n" + shown).replace("\r", "").strip().indent(indent.length());
  }

  private static String parts(String body, String delimiter) {
    StringBuilder shown = new StringBuilder();
    for (String part : body.split(Pattern.quote(delimiter), -1)) {
      int headEnd = part.indexOf(HEAD_END);
      if (headEnd >= 0) {
        String head = part.substring(0, headEnd);
        String content = part.substring(headEnd + HEAD_END.length());
        boolean binary = head.contains("Transfer-Encoding: binary");
        shown.append(delimiter).append(head).append("\n\n");
        shown.append(binary ? elided(content.length() - 2) : xml(content)).append('\n');
      }
    }
    return shown.append(delimiter).append("--").toString();
  }

  private static String elided(int length) {
    return "... " + length + " bytes ...";
  }

  private static String withoutChunkSizes(String body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length()) {
      int lineEnd = body.indexOf("\r\n", at);
      if (lineEnd < 0) {
        break;
      }
      int size = Integer.parseInt(body.substring(at, lineEnd).split(";", 2)[0].strip(), 16);
      int end = Math.min(lineEnd + 2 + size, body.length());
      whole.writeBytes(body.substring(lineEnd + 2, end).getBytes(ISO_8859_1));
      at = size == 0 ? body.length() : end + 2;
    }
    return whole.toString(ISO_8859_1);
  }

  /** Indents XML: starts a new line between two adjacent tags. */
  private static String xml(String latin1) {
    String text = new String(latin1.getBytes(ISO_8859_1), UTF_8).strip();
    text = BASE64.matcher(text).replaceAll(found -> ">" + elided(found.group().length() - 2) + "<");
    StringBuilder shown = new StringBuilder(text.length() * 2);
    int depth = 0;
    for (String line : text.split("(?<=>)(?=<)")) {
      depth -= line.startsWith("</") ? 1 : 0;
      shown.append("  ".repeat(Math.max(0, depth))).append(line).append('\n');
      boolean closed = line.startsWith("</") || line.contains("</") || line.endsWith("/>");
      depth += line.startsWith("<") && !closed ? 1 : 0;
    }
    return shown.toString();
  }
}
