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
 * The bytes received are not a message: broken XML, something else than an envelope, an envelope or
 * MIME package against the rules. The message says what was found where, and holds nothing that the
 * sender may not see.
 */
public class MalformedMessageException extends UnreadableMessageException {
  private static final long serialVersionUID = 1;

  /** Only at the start: what the document says may stand quoted anywhere after it. */
  private static final Pattern WOODSTOX_LIMIT =
      Pattern.compile("([A-Za-z ]+) limit \\((\\d{1,18})\\) [Ee]xceeded");

  /** Whatever a peer has sent that is quoted in it, a message stays one that a log can hold. */
  private static final int LONGEST_MESSAGE = 500;

  private static final int PLACE = 50;

  private final @Nullable SoapVersion version;

  /**
   * @param message what was found where, what was expected, and which rule says so
   */
  public MalformedMessageException(String message) {
    this(message, null, null);
  }

  /**
   * @param message what was found where, what was expected, and which rule says so
   * @param cause what the parser said
   */
  public MalformedMessageException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  MalformedMessageException(
      String message, @Nullable SoapVersion version, @Nullable Throwable cause) {
    super(Kind.SENDER, clipped(message, LONGEST_MESSAGE), cause);
    this.version = version;
  }

  /** The version the envelope turned out to be of, if the reader came that far. */
  public Optional<SoapVersion> version() {
    return Optional.ofNullable(version);
  }

  /** A complaint about the place where the reader stands. */
  public static MalformedMessageException at(XMLStreamReader reader, String what) {
    return at(reader, what, null);
  }

  /**
   * A complaint about the place where the reader stands, and where it comes from. If the reader is
   * one of a received message, the message remembers it: it is its sender's doing.
   */
  public static MalformedMessageException at(
      XMLStreamReader reader, String what, @Nullable Throwable cause) {
    MalformedMessageException complaint =
        new MalformedMessageException(
            clipped(what, LONGEST_MESSAGE - PLACE) + place(reader.getLocation()), cause);
    return reader instanceof ReportingReader ours ? ours.status().fail(complaint) : complaint;
  }

  /**
   * What a parser's exception means: a limit, an I/O error, or malformed XML. To be thrown by the
   * caller.
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

  /** The parser's own words, without the place that it adds in one form or another. */
  private static String firstLine(String said) {
    int start = said.indexOf("Message: ");
    String words = start < 0 ? said : said.substring(start + "Message: ".length());
    int end = words.indexOf('\n');
    return end < 0 ? words : words.substring(0, end).strip();
  }
}
