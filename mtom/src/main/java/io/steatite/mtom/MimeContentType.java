package io.steatite.mtom;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.internal.LogText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * Parses the Content-Type of a part with Mime4j (RFC 2045 section 5.1). Unlike the Content-Type of
 * an HTTP message, it may contain comments.
 */
final class MimeContentType {
  private static final RawFieldParser PARSER = new Parser();

  private MimeContentType() {}

  /**
   * Parses a field value.
   *
   * @throws MediaTypeException if the value is not a media type
   */
  static MediaType parse(String field) {
    ByteSequence bytes = ContentUtil.encode(StandardCharsets.UTF_8, field);
    RawBody body = PARSER.parseRawBody(bytes, new ParserCursor(0, bytes.length()));
    MediaType type = MediaType.parse(body.getValue());
    for (NameValuePair parameter : body.getParams()) {
      String name = parameter.getName().toLowerCase(Locale.ROOT);
      String value = parameter.getValue();
      if (value != null && !name.isEmpty() && type.parameter(name).isEmpty()) {
        type = type.with(name, value);
      } else if (value != null || !name.isEmpty()) { // MediaType.parse() accepts ";;" too
        throw new MediaTypeException(
            "Not a media type: the parameter \"%s\" has no name, no value or two values in \"%s\""
                .formatted(LogText.of(name), LogText.of(field)),
            null);
      }
    }
    return type;
  }

  private static final class Parser extends RawFieldParser {
    /**
     * Copies the content of a quoted string. A quoted pair means its second character, whatever
     * that is (RFC 822 section 3.4.1), and a quoted string contains no encoded words (RFC 2047
     * section 5). The method of Mime4j keeps backslashes and decodes such words.
     */
    @Override
    public void copyQuotedContent(ByteSequence bytes, ParserCursor cursor, StringBuilder out) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      int at = cursor.getPos() + 1;
      for (; at < cursor.getUpperBound() && bytes.byteAt(at) != '"'; at++) {
        if (bytes.byteAt(at) == '\\' && at + 1 < cursor.getUpperBound()) {
          at++;
        }
        if (bytes.byteAt(at) != '\r' && bytes.byteAt(at) != '\n') {
          content.write(bytes.byteAt(at));
        }
      }
      if (at == cursor.getUpperBound()) {
        throw new MediaTypeException("Not a media type: a quoted string has no end", null);
      }
      cursor.updatePos(at + 1);
      out.append(content.toString(StandardCharsets.UTF_8));
    }
  }
}
