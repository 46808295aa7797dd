package io.steatite.transport.http;

import io.steatite.envelope.encoding.OutgoingEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The header fields of a request or a response (RFC 9110 section 5). Names compare without case; a
 * field may have several values.
 *
 * <p>Can be changed until somebody calls {@link #freeze}. Not safe for use by several threads
 * before that, safe afterwards.
 */
public final class HttpHeaders {
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private final NavigableMap<String, List<String>> fields =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean frozen;

  /** Header fields without a field. */
  public HttpHeaders() {}

  /** The first value of a field; absent and empty differ. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of a field, one for each line; empty if it is absent. */
  public List<String> all(String name) {
    return List.copyOf(fields.getOrDefault(name, List.of()));
  }

  /** Whether there is such a field. */
  public boolean contains(String name) {
    return fields.containsKey(name);
  }

  /**
   * Gives a field this value only.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   * @throws IllegalStateException if these headers are frozen
   */
  public HttpHeaders set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  /**
   * Gives a field one value more.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   * @throws IllegalStateException if these headers are frozen
   */
  public HttpHeaders add(String name, String value) {
    checkMutable();
    checkName(name);
    checkValue(name, value);
    fields.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
    return this;
  }

  /**
   * Takes a field away, if it is there.
   *
   * @throws IllegalStateException if these headers are frozen
   */
  public HttpHeaders remove(String name) {
    checkMutable();
    fields.remove(name);
    return this;
  }

  /**
   * Says what body follows: {@code Content-Type} and, for a MIME package, {@code MIME-Version} (RFC
   * 2045 section 4, as WCF does in both directions). What was said of another body is forgotten.
   *
   * @throws IllegalStateException if these headers are frozen
   */
  HttpHeaders describe(OutgoingEntity entity) {
    forgetBody().set("Content-Type", entity.mediaType().toString());
    return entity.mediaType().type().equals("multipart") ? set("MIME-Version", "1.0") : this;
  }

  /**
   * Takes away every field that describes a body.
   *
   * @throws IllegalStateException if these headers are frozen
   */
  public HttpHeaders forgetBody() {
    return remove("Content-Type")
        .remove("Content-Length")
        .remove("Content-Encoding")
        .remove("MIME-Version");
  }

  /** Shows each line: name and value. */
  public void forEach(BiConsumer<String, String> action) {
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      field.getValue().forEach(value -> action.accept(field.getKey(), value));
    }
  }

  /** These headers, which nobody can change from now on. */
  public HttpHeaders freeze() {
    frozen = true;
    return this;
  }

  private void checkMutable() {
    if (frozen) {
      throw new IllegalStateException("The header fields have been sent or received already");
    }
  }

  private static void checkName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && TOKEN_SYMBOLS.indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "Unexpected character 0x%02x at %d in a field name".formatted((int) c, i));
      }
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A field needs a name");
    }
  }

  /** Whoever could write a line break could write another field, or another response. */
  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            "Unexpected character 0x%02x at %d in the value of %s".formatted((int) c, i, name));
      }
    }
  }

  /** The names of the fields; values may be secrets. */
  @Override
  public String toString() {
    return fields.keySet().toString();
  }
}
