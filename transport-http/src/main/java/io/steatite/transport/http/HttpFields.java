package io.steatite.transport.http;

import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.internal.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The header fields of an HTTP request or response (RFC 9110 section 5), in the order in which they
 * are sent. Names compare without case. A field may have several values, one for each line.
 *
 * <p>Immutable, safe to share between threads: every change makes a copy.
 */
public final class HttpFields {
  private static final HttpFields EMPTY = new HttpFields(new String[0]);

  /** Names at even places, each followed by its value. */
  private final String[] lines;

  private HttpFields(String[] lines) {
    this.lines = lines;
  }

  /** Returns fields without a field. */
  public static HttpFields empty() {
    return EMPTY;
  }

  /**
   * Returns a single field.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   */
  public static HttpFields of(String name, String value) {
    return builder().add(name, value).build();
  }

  /** Returns a builder that starts without a field. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the first value of a field. An absent field and an empty value differ. */
  public Optional<String> first(String name) {
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        return Optional.of(lines[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** Returns all values of a field, in order; none if it is absent. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        values.add(lines[i + 1]);
      }
    }
    return List.copyOf(values);
  }

  /** Returns whether there is a field of that name. */
  public boolean contains(String name) {
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is no field. */
  public boolean isEmpty() {
    return lines.length == 0;
  }

  /**
   * Returns these fields with one field in place of all of its name, at the end.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   */
  public HttpFields with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /** Returns these fields without those of the given names. */
  public HttpFields without(String... names) {
    Builder builder = toBuilder();
    for (String name : names) {
      builder.remove(name);
    }
    return builder.build();
  }

  /** Calls the action with name and value of each line, in order. */
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < lines.length; i += 2) {
      action.accept(lines[i], lines[i + 1]);
    }
  }

  /** Returns a builder that starts with these fields. */
  public Builder toBuilder() {
    return new Builder().addAll(this);
  }

  /** Returns the names of the fields. Values may be secrets. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      names.add(lines[i]);
    }
    return names.toString();
  }

  /** Collects fields; not safe for use by several threads. */
  public static final class Builder {
    private String[] lines = new String[16];
    private int count;

    private Builder() {}

    /**
     * Gives a field this value only.
     *
     * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
     */
    public Builder set(String name, String value) {
      return remove(name).add(name, value);
    }

    /**
     * Gives a field one more value, on a line of its own.
     *
     * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
     */
    public Builder add(String name, String value) {
      checkName(name);
      checkValue(name, value);
      makeRoom(2);
      lines[count] = name;
      lines[count + 1] = value;
      count += 2;
      return this;
    }

    /** Adds all lines of the given fields. */
    public Builder addAll(HttpFields fields) {
      makeRoom(fields.lines.length);
      System.arraycopy(fields.lines, 0, lines, count, fields.lines.length);
      count += fields.lines.length;
      return this;
    }

    private void makeRoom(int more) {
      if (count + more > lines.length) {
        lines = Arrays.copyOf(lines, Math.max(2 * lines.length, count + more));
      }
    }

    /** Removes all values of a field, if there are any. */
    public Builder remove(String name) {
      int kept = 0;
      for (int i = 0; i < count; i += 2) {
        if (!lines[i].equalsIgnoreCase(name)) {
          lines[kept] = lines[i];
          lines[kept + 1] = lines[i + 1];
          kept += 2;
        }
      }
      count = kept;
      return this;
    }

    /**
     * Describes the body that follows: {@code Content-Type} and, for a MIME package, {@code
     * MIME-Version} (RFC 2045 section 4, as WCF does in both directions). Removes the description
     * of another body.
     */
    Builder describe(OutgoingEntity entity) {
      removeBody().add("Content-Type", entity.mediaType().toString());
      return entity.mediaType().type().equals("multipart") ? add("MIME-Version", "1.0") : this;
    }

    /** Removes every field that describes a body. */
    Builder removeBody() {
      return remove("Content-Type")
          .remove("Content-Length")
          .remove("Content-Encoding")
          .remove("MIME-Version");
    }

    /** Returns the fields collected so far. */
    public HttpFields build() {
      return count == 0 ? EMPTY : new HttpFields(Arrays.copyOf(lines, count));
    }

    private static void checkName(String name) {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (!Token.isTokenCharacter(c)) {
          throw new IllegalArgumentException(
              "Unexpected character 0x%02x at %d in a field name".formatted((int) c, i));
        }
      }
      if (name.isEmpty()) {
        throw new IllegalArgumentException("A field needs a name");
      }
    }

    /** A line break in a value would let its author add fields, or a second response. */
    private static void checkValue(String name, String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\r' || c == '\n' || c == 0) {
          throw new IllegalArgumentException(
              "Unexpected character 0x%02x at %d in the value of %s".formatted((int) c, i, name));
        }
      }
    }
  }
}
