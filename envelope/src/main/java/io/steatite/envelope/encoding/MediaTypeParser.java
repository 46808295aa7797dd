package io.steatite.envelope.encoding;

import io.steatite.internal.LogText;
import io.steatite.internal.Token;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Parses {@code type/subtype *( OWS ";" OWS name "=" ( token / quoted-string ) )}. */
final class MediaTypeParser {
  private static final int MAX_LENGTH = 8192;

  private final String field;
  private int at;
  private boolean exact = true;

  MediaTypeParser(String field) {
    this.field = field;
  }

  MediaType parse() {
    if (field.length() > MAX_LENGTH) {
      throw new MediaTypeException("Media type longer than " + MAX_LENGTH + " characters", null);
    }
    space();
    String type = token("a type");
    expect('/');
    String subtype = token("a subtype");
    Map<String, String> parameters = new LinkedHashMap<>();
    space();
    while (at < field.length()) {
      expect(';');
      space();
      if (at < field.length() && field.charAt(at) != ';') {
        parameter(parameters);
        space();
      }
    }
    return MediaType.of(type, subtype, Collections.unmodifiableMap(parameters), exact);
  }

  private void parameter(Map<String, String> parameters) {
    String name = token("a parameter name").toLowerCase(Locale.ROOT);
    space();
    expect('=');
    space();
    boolean quoted = at < field.length() && field.charAt(at) == '"';
    String value = quoted ? quotedString() : unquoted();
    if (parameters.putIfAbsent(name, value) != null) {
      throw failure("parameter " + name + " given twice");
    }
  }

  /**
   * Reads a value up to the next separator, so that {@code type=application/xop+xml} is accepted.
   * An opening parenthesis separates because it starts a comment in MIME, though not in HTTP.
   */
  private String unquoted() {
    int start = at;
    while (at < field.length() && ";\" \t\r\n,(".indexOf(field.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw failure("expected a parameter value");
    }
    String value = field.substring(start, at);
    exact &= Token.isToken(value);
    return value;
  }

  private String quotedString() {
    at++;
    StringBuilder value = new StringBuilder();
    while (at < field.length()) {
      char c = field.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < field.length()) {
        c = field.charAt(at++);
      }
      if (c != '\r' && c != '\n') {
        value.append(c);
      }
    }
    throw failure("quoted string without end");
  }

  private String token(String what) {
    int start = at;
    while (at < field.length() && Token.isTokenCharacter(field.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw failure("expected " + what);
    }
    return field.substring(start, at);
  }

  private void expect(char c) {
    if (at == field.length() || field.charAt(at) != c) {
      throw failure("expected '" + c + "'");
    }
    at++;
  }

  private void space() {
    while (at < field.length() && " \t\r\n".indexOf(field.charAt(at)) >= 0) {
      at++;
    }
  }

  private MediaTypeException failure(String what) {
    return new MediaTypeException(
        "Not a media type: %s at position %d of \"%s\"".formatted(what, at, LogText.of(field)),
        null);
  }
}
