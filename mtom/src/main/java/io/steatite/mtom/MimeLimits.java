package io.steatite.mtom;

/**
 * How much MIME package one message may be. Every value is finite by default; whoever wants no
 * limit spells it with {@link #UNLIMITED}. The envelope in the root part is limited by {@code
 * XmlLimits} besides.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param parts parts of one package, the root part and parts nobody refers to counted
 * @param headers header fields of one part
 * @param headerBytes bytes of all header fields of one part together, repeated and folded ones
 *     counted in full
 * @param partBytes bytes of the content of one part
 * @param memoryBytes bytes of one message's parts kept in memory at a time; further parts go to a
 *     temporary file, also when the host has no memory left
 * @param materializedBytes bytes of one part's content that JAXB or typed access turn into one
 *     array; streams are not limited by it
 * @param storedBytes bytes of one message stored at a time, in memory and in its file together
 */
public record MimeLimits(
    int parts,
    int headers,
    int headerBytes,
    long partBytes,
    int memoryBytes,
    int materializedBytes,
    long storedBytes) {

  /** Stands for "no limit"; works for every component but {@code memoryBytes}. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int MAX_MEMORY_BYTES = 1 << 30;

  /**
   * 1000 parts, as WCF has it; 64 headers of 8 KiB in a part; 2 GiB of content in a part; 1 MiB of
   * a message's parts in memory; 64 MiB of a part in an array; 1 GiB stored for a message.
   */
  public static final MimeLimits DEFAULT =
      new MimeLimits(1000, 64, 8 << 10, 2L << 30, 1 << 20, 64 << 20, 1L << 30);

  /** Checks that every limit is positive. */
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

  /** A builder that starts from the default limits. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** A builder that starts from these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects limits; not safe for use by several threads. */
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

    /** Parts of one package. */
    public Builder parts(int value) {
      parts = value;
      return this;
    }

    /** Header fields of one part. */
    public Builder headers(int value) {
      headers = value;
      return this;
    }

    /** Bytes of all header fields of one part together. */
    public Builder headerBytes(int value) {
      headerBytes = value;
      return this;
    }

    /** Bytes of the content of one part. */
    public Builder partBytes(long value) {
      partBytes = value;
      return this;
    }

    /** Bytes of one message's parts kept in memory at a time. */
    public Builder memoryBytes(int value) {
      memoryBytes = value;
      return this;
    }

    /** Bytes of one part's content that become one array. */
    public Builder materializedBytes(int value) {
      materializedBytes = value;
      return this;
    }

    /** Bytes of one message stored at a time, in memory and in its file together. */
    public Builder storedBytes(long value) {
      storedBytes = value;
      return this;
    }

    /** The limits collected so far. */
    public MimeLimits build() {
      return new MimeLimits(
          parts, headers, headerBytes, partBytes, memoryBytes, materializedBytes, storedBytes);
    }
  }
}
