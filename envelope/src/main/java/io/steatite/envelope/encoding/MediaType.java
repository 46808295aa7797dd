package io.steatite.envelope.encoding;

import io.steatite.LogText;
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
 * section 8.3.1). Type, subtype and parameter names compare without case and are kept in lower
 * case; parameter values are kept as they are, without quotes.
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
   * Reads a field value; parameter values may be tokens or quoted strings, lines may be folded.
   *
   * @throws MediaTypeException if it is no media type; says what was found where
   */
  public static MediaType parse(String field) {
    return new MediaTypeParser(field).parse();
  }

  static MediaType of(String type, String subtype, Map<String, String> parameters, boolean exact) {
    return new MediaType((type + '/' + subtype).toLowerCase(Locale.ROOT), parameters, exact);
  }

  /** Type and subtype without parameters, such as {@code text/xml}. */
  public String essence() {
    return essence;
  }

  /** Whether type and subtype are these, given in lower case. */
  public boolean is(String typeAndSubtype) {
    return essence.equals(typeAndSubtype);
  }

  /** The first part, such as {@code multipart}. */
  public String type() {
    return essence.substring(0, essence.indexOf('/'));
  }

  /** The value of a parameter, its name given in lower case; absent and empty differ. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All parameters in their order, names in lower case; cannot be changed. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** This type with one more parameter, or with another value of it. */
  public MediaType with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new MediaType(essence, more, exact);
  }

  /**
   * Whether what it was read from follows the grammar: a parameter value that is no token, such as
   * {@code application/xop+xml}, has to be in quotes, but is read without them as well.
   */
  public boolean isExact() {
    return exact;
  }

  /**
   * The charset parameter. A name in single quotes, which are part of the value by the grammar, is
   * read as well: some senders write {@code charset='utf-8'}, and no charset has such a name.
   *
   * @throws MediaTypeException if the charset is unknown here, or empty
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

  /** Whether the charset parameter is absent or names a charset that is known here. */
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
   * The field value as we write it: charset as a token, every other parameter as a quoted string
   * (RFC 2387 section 3.4, rules R4132 to R4136), separated the way WCF does.
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
