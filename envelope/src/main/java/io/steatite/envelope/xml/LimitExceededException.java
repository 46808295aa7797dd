package io.steatite.envelope.xml;

/**
 * A limit of {@code XmlLimits}, {@code MimeLimits} or {@code HttpLimits} was hit. The message names
 * the limit, its value and the setting that raises it; none of it comes from the peer, so it may be
 * shown to the peer.
 */
public final class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String limit;
  private final long value;

  /**
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value its value
   */
  public LimitExceededException(String limit, long value) {
    this(limit, value, null);
  }

  /**
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value its value
   * @param cause what the parser said
   */
  public LimitExceededException(
      String limit, long value, @org.jspecify.annotations.Nullable Throwable cause) {
    super("The message exceeds the limit " + limit + " = " + value + ". Raise it there.", cause);
    this.limit = limit;
    this.value = value;
  }

  /** The setting that was hit, such as {@code XmlLimits.depth}. */
  public String limit() {
    return limit;
  }

  /** The value of the setting. */
  public long value() {
    return value;
  }
}
