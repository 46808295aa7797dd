package io.steatite.mtom;

/**
 * Limits for the MIME packages that are read. Every limit is finite by default; {@link #UNLIMITED}
 * removes one. The envelope in the root part is also limited by {@code XmlLimits}.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param parts the most parts of a package, including the root part and parts without a reference
 * @param headers the most header fields of a part
 * @param headerBytes the most bytes of all header fields of a part together, including repeated and
 *     folded fields
 * @param partBytes the most bytes of the content of a part, after decoding
 * @param memoryBytes the most bytes of the parts of one message that are kept in memory at a time;
 *     further parts go to a temporary file. They also go there if the host has no memory left
 * @param materializedBytes the most bytes of one part that JAXB or typed access read into one
 *     array; streams are not limited
 * @param storedBytes the most bytes of one message that are stored at a time, in memory and in the
 *     temporary file together
 */
public record MimeLimits(
    int parts,
    int headers,
    int headerBytes,
    long partBytes,
    int memoryBytes,
    int materializedBytes,
    long storedBytes) {

  /** Means "no limit". Valid for every component but {@code memoryBytes}. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int MAX_MEMORY_BYTES = 1 << 30;

  /**
   * The default limits: 1000 parts, as in WCF; 64 headers of 8 KiB together in a part; 2 GiB of
   * content in a part; 1 MiB of parts in memory; 64 MiB of a part in an array; 1 GiB stored for a
   * message.
   */
  public static final MimeLimits DEFAULT =
      new MimeLimits(1000, 64, 8 << 10, 2L << 30, 1 << 20, 64 << 20, 1L << 30);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is not positive, or {@code memoryBytes} exceeds 1
   *     GiB
   */
  public MimeLimits {
    positive(parts, "parts");
    positive(headers, "headers");
    positive(headerBytes, "headerBytes");
    positive(partBytes, "partBytes");
    positive(memoryBytes, "memoryBytes");
    positive(materializedBytes, "materializedBytes");
    positive(storedBytes, "storedBytes");
    if (memoryBytes > MAX_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "MimeLimits.memoryBytes must be at most " + MAX_MEMORY_BYTES + ", was " + memoryBytes);
    }
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("MimeLimits." + name + " must be positive, was " + value);
    }
  }

  /** Returns a builder with the default limits. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** Returns a builder with these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects limits. Not safe for use by several threads. */
  public static final class Builder {
    private int parts;
    private int headers;
    private int headerBytes;
    private long partBytes;
    private int memoryBytes;
    private int materializedBytes;
    private long storedBytes;

    private Builder(MimeLimits from) {
      parts = from.parts;
      headers = from.headers;
      headerBytes = from.headerBytes;
      partBytes = from.partBytes;
      memoryBytes = from.memoryBytes;
      materializedBytes = from.materializedBytes;
      storedBytes = from.storedBytes;
    }

    /** Sets the most parts of a package. */
    public Builder parts(int value) {
      parts = value;
      return this;
    }

    /** Sets the most header fields of a part. */
    public Builder headers(int value) {
      headers = value;
      return this;
    }

    /** Sets the most bytes of all header fields of a part together. */
    public Builder headerBytes(int value) {
      headerBytes = value;
      return this;
    }

    /** Sets the most bytes of the content of a part, after decoding. */
    public Builder partBytes(long value) {
      partBytes = value;
      return this;
    }

    /** Sets the most bytes of the parts of one message that are kept in memory at a time. */
    public Builder memoryBytes(int value) {
      memoryBytes = value;
      return this;
    }

    /** Sets the most bytes of one part that are read into one array. */
    public Builder materializedBytes(int value) {
      materializedBytes = value;
      return this;
    }

    /**
     * Sets the most bytes of one message that are stored at a time, in memory and in the temporary
     * file together.
     */
    public Builder storedBytes(long value) {
      storedBytes = value;
      return this;
    }

    /**
     * Returns these limits.
     *
     * @throws IllegalArgumentException if a limit is not positive, or {@code memoryBytes} exceeds 1
     *     GiB
     */
    public MimeLimits build() {
      return new MimeLimits(
          parts, headers, headerBytes, partBytes, memoryBytes, materializedBytes, storedBytes);
    }
  }
}
