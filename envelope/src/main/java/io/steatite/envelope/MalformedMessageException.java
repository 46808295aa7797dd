package io.steatite.envelope;

import io.steatite.LimitExceededException;
import io.steatite.UnreadableMessageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The received bytes are not a valid message: the XML is malformed, the document is not an
 * envelope, or the envelope or MIME package breaks a rule. The text says what was found where. It
 * may be sent to the peer.
 */
public class MalformedMessageException extends UnreadableMessageException {
  private static final long serialVersionUID = 1;

  /** Matches at the start only: Woodstox may quote the document after it. */
  private static final Pattern WOODSTOX_LIMIT =
      Pattern.compile("([A-Za-z ]+) limit \\((\\d{1,18})\\) [Ee]xceeded");

  /** The text may quote the peer, so its length is limited to fit a log. */
  private static final int LONGEST_MESSAGE = 500;

  private static final int PLACE = 50;

  private final @Nullable SoapVersion version;

  /**
   * @param message what was found where, what was expected, and which rule decides
   */
  public MalformedMessageException(String message) {
    this(message, null, null);
  }

  /**
   * @param message what was found where, what was expected, and which rule decides
   * @param cause what the parser reported; null if there is nothing
   */
  public MalformedMessageException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  MalformedMessageException(
      String message, @Nullable SoapVersion version, @Nullable Throwable cause) {
    super(Kind.SENDER, clipped(message, LONGEST_MESSAGE), cause);
    this.version = version;
  }

  /** Returns the SOAP version of the envelope; empty if reading failed before it was known. */
  public Optional<SoapVersion> version() {
    return Optional.ofNullable(version);
  }

  /**
   * Returns an exception for the place where the reader stands.
   *
   * @param what what was found and what was expected
   */
  public static MalformedMessageException at(XMLStreamReader reader, String what) {
    return at(reader, what, null);
  }

  /**
   * Returns an exception for the place where the reader stands. If the reader is one of a received
   * message, the failure is recorded in that message, so that its sender is blamed.
   *
   * @param what what was found and what was expected
   * @param cause what the failure was caused by; null if there is nothing
   */
  public static MalformedMessageException at(
      XMLStreamReader reader, String what, @Nullable Throwable cause) {
    MalformedMessageException failure =
        new MalformedMessageException(
            clipped(what, LONGEST_MESSAGE - PLACE) + place(reader.getLocation()), cause);
    return reader instanceof ReportingReader ours ? ours.status().fail(failure) : failure;
  }

  /**
   * Returns the exception to throw in place of a parser's: {@code LimitExceededException}, {@code
   * UncheckedIOException} or {@code MalformedMessageException}.
   */
  public static RuntimeException of(XMLStreamException e) {
    String said = e.getMessage() == null ? "" : e.getMessage();
    Matcher limit = WOODSTOX_LIMIT.matcher(said);
    if (limit.lookingAt()) {
      return new LimitExceededException(
          settingOf(limit.group(1)), Long.parseLong(limit.group(2)), e);
    }
    if (e.getNestedException() instanceof IOException io
        && !(io instanceof java.io.CharConversionException)) {
      return new UncheckedIOException(io);
    }
    return new MalformedMessageException(
        "Malformed XML" + place(e.getLocation()) + ": " + firstLine(said), e);
  }

  private static String clipped(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  private static String settingOf(String woodstoxName) {
    return "XmlLimits."
        + switch (woodstoxName) {
          case "Maximum Element Depth" -> "depth";
          case "Maximum Element Count" -> "elements";
          case "Attribute" -> "attributes";
          case "Maximum attribute size" -> "attributeCharacters";
          case "Maximum document characters" -> "documentCharacters";
          default -> "textCharacters";
        };
  }

  private static String place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 0
        ? ""
        : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  /**
   * Returns the first line of the parser's text, without the location that the parser adds to it.
   */
  private static String firstLine(String said) {
    int start = said.indexOf("Message: ");
    String words = start < 0 ? said : said.substring(start + "Message: ".length());
    int end = words.indexOf('\n');
    return end < 0 ? words : words.substring(0, end).strip();
  }
}
