package io.steatite;

import org.jspecify.annotations.Nullable;

/**
 * A message exceeds a limit of {@code XmlLimits}, {@code MimeLimits} or {@code HttpLimits}, or the
 * host has no room for it. The text names the limit, its value and how to raise it; none of it
 * comes from the peer, so the peer may see it.
 *
 * <p>{@link Kind#SENDER} if the message is too large, {@link Kind#RECEIVER} if the host is full.
 */
public final class LimitExceededException extends UnreadableMessageException {
  private static final long serialVersionUID = 1;

  private final String limit;
  private final long value;

  /**
   * The message exceeds a limit.
   *
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value its value
   */
  public LimitExceededException(String limit, long value) {
    this(limit, value, null);
  }

  /**
   * The message exceeds a limit.
   *
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value its value
   * @param cause what the parser reported
   */
  public LimitExceededException(String limit, long value, @Nullable Throwable cause) {
    this(
        Kind.SENDER,
        "The message exceeds the limit " + limit + " = " + value + '.' + remedy(limit),
        limit,
        value,
        cause);
  }

  private LimitExceededException(
      Kind kind, String message, String limit, long value, @Nullable Throwable cause) {
    super(kind, message, cause);
    this.limit = limit;
    this.value = value;
  }

  /**
   * The messages under way hold as much as they may together; the message itself may be small.
   *
   * @param limit the setting, such as {@code ServiceHost.memory}
   * @param value its value in bytes
   */
  public static LimitExceededException ofHost(String limit, long value) {
    return new LimitExceededException(
        Kind.RECEIVER,
        "The messages under way hold all of " + limit + " = " + value + " bytes." + remedy(limit),
        limit,
        value,
        null);
  }

  /** The builder of a setting has a method of its name; a binding takes all kinds of limits. */
  private static String remedy(String limit) {
    int dot = limit.indexOf('.');
    if (dot < 0) {
      return "";
    }
    String owner = limit.substring(0, dot);
    String builder = " Raise it with " + owner + ".builder()" + limit.substring(dot) + "(...)";
    return owner.endsWith("Limits")
        ? builder + ", given to Binding.with" + owner + '.'
        : builder + '.';
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
