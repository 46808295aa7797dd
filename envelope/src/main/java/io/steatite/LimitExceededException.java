package io.steatite;

import org.jspecify.annotations.Nullable;

/**
 * A message exceeds a limit of {@code XmlLimits}, {@code MimeLimits} or {@code HttpLimits}, or the
 * host has no memory or disk space left for it. The text names the limit, its value and how to
 * raise it. Nothing in it comes from the peer, so it may be sent to the peer.
 *
 * <p>{@link Kind#SENDER} if the message is too large, {@link Kind#RECEIVER} if the host is full.
 */
public final class LimitExceededException extends UnreadableMessageException {
  private static final long serialVersionUID = 1;

  private final String limit;
  private final long value;

  /**
   * Makes the exception for a message that is too large.
   *
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value the value of the setting
   */
  public LimitExceededException(String limit, long value) {
    this(limit, value, null);
  }

  /**
   * Makes the exception for a message that is too large.
   *
   * @param limit the setting, such as {@code XmlLimits.depth}
   * @param value the value of the setting
   * @param cause what the parser reported; null if there is nothing
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
   * Makes the exception for a host whose current messages hold as much as they may together. The
   * message that is refused may be small.
   *
   * @param limit the setting, such as {@code ServiceHost.memory}
   * @param value the value of the setting in bytes
   */
  public static LimitExceededException ofHost(String limit, long value) {
    return new LimitExceededException(
        Kind.RECEIVER,
        "The messages in progress hold all of " + limit + " = " + value + " bytes." + remedy(limit),
        limit,
        value,
        null);
  }

  /** Says how to raise a limit. A limit {@code X.y} is set by {@code X.builder().y(...)}. */
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

  /** Returns the setting that was exceeded, such as {@code XmlLimits.depth}. */
  public String limit() {
    return limit;
  }

  /** Returns the value of the setting. */
  public long value() {
    return value;
  }
}
