package io.steatite.envelope.encoding;

import io.steatite.internal.LogText;
import io.steatite.internal.Token;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with parameters: the value of a Content-Type field (RFC 2045 section 5.1, RFC 9110
 * section 8.3.1). Type, subtype and parameter names are case-insensitive and kept in lower case.
 * Parameter values are kept as they are, without quotes.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class MediaType {
  /** Type and subtype, in lower case. */
  private final String essence;

  private final Map<String, String> parameters;
  private final boolean exact;

  private MediaType(String essence, Map<String, String> parameters, boolean exact) {
    this.essence = essence;
    this.parameters = parameters;
    this.exact = exact;
  }

  /**
   * Parses a field value. Parameter values may be tokens or quoted strings, and lines may be
   * folded.
   *
   * @throws MediaTypeException if it is not a media type; the text says what was found where
   */
  public static MediaType parse(String field) {
    return new MediaTypeParser(field).parse();
  }

  static MediaType of(String type, String subtype, Map<String, String> parameters, boolean exact) {
    return new MediaType((type + '/' + subtype).toLowerCase(Locale.ROOT), parameters, exact);
  }

  /** Returns type and subtype without parameters, such as {@code text/xml}. */
  public String essence() {
    return essence;
  }

  /**
   * Returns whether type and subtype are the given ones.
   *
   * @param typeAndSubtype in lower case, such as {@code text/xml}
   */
  public boolean is(String typeAndSubtype) {
    return essence.equals(typeAndSubtype);
  }

  /** Returns the type, such as {@code multipart}. */
  public String type() {
    return essence.substring(0, essence.indexOf('/'));
  }

  /**
   * Returns the value of a parameter; empty if it is absent. An empty value differs from an absent
   * one.
   *
   * @param name in lower case
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Returns all parameters in their order, with names in lower case. The map cannot be changed. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Returns this media type with a parameter, which replaces one of the same name. */
  public MediaType with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new MediaType(essence, more, exact);
  }

  /**
   * Returns whether the parsed text followed the grammar. A parameter value that is not a token,
   * such as {@code application/xop+xml}, must be quoted, but is accepted without quotes as well.
   */
  public boolean isExact() {
    return exact;
  }

  /**
   * Returns the charset parameter; empty if it is absent. Single quotes around the name are
   * ignored: by the grammar they belong to the value, but no charset has such a name, and some
   * senders write {@code charset='utf-8'}.
   *
   * @throws MediaTypeException if the JDK does not know the charset, or the value is empty
   */
  public Optional<Charset> charset() {
    try {
      return charsetName().map(Charset::forName);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new MediaTypeException(
          "The charset \"%s\" of %s is unknown"
              .formatted(LogText.of(parameters.getOrDefault("charset", "")), essence()),
          e);
    }
  }

  /** Returns whether the charset parameter is absent or names a charset that the JDK knows. */
  public boolean hasReadableCharset() {
    try {
      return charsetName().map(Charset::isSupported).orElse(true);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private Optional<String> charsetName() {
    return parameter("charset").map(MediaType::withoutSingleQuotes);
  }

  private static String withoutSingleQuotes(String value) {
    int last = value.length() - 1;
    return last > 0 && value.charAt(0) == '\'' && value.charAt(last) == '\''
        ? value.substring(1, last)
        : value;
  }

  /**
   * Returns the field value as it is sent: charset as a token, every other parameter as a quoted
   * string (RFC 2387 section 3.4, rules R4132 to R4136), with the separators that WCF writes.
   *
   * @throws MediaTypeException if a parameter holds a line break
   */
  @Override
  public String toString() {
    if (parameters.isEmpty()) {
      return essence;
    }
    StringBuilder field = new StringBuilder(128).append(essence);
    parameters.forEach(
        (name, value) -> {
          field.append("; ").append(name).append('=');
          if (name.equals("charset") && Token.isToken(value)) {
            field.append(value);
          } else {
            quote(value, field);
          }
        });
    return field.toString();
  }

  private static void quote(String value, StringBuilder field) {
    field.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n') {
        throw new MediaTypeException(
            "Line break in a media type parameter: \"" + LogText.of(value) + '"', null);
      }
      if (c == '"' || c == '\\') {
        field.append('\\');
      }
      field.append(c);
    }
    field.append('"');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaType that
        && essence.equals(that.essence)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * essence.hashCode() + parameters.hashCode();
  }
}
