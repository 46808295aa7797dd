package io.steatite.transport.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The {@code SOAPAction} field (SOAP 1.1 section 6.1.1, Basic Profile 1.1 section 3.4.4). No field
 * and an empty one differ; this is one that is there.
 *
 * <p>WCF writes blanks and everything beyond ASCII percent-encoded, but leaves {@code +} and {@code
 * %} alone; a WCF service decodes {@code +} to a blank all the same. We decode {@code %xx} and
 * leave a {@code +} as it is. The action parameter of a media type (SOAP 1.2) is encoded in the
 * same way.
 *
 * @param value the action, without quotes, decoded
 */
record SoapAction(String value) {
  static final String FIELD = "SOAPAction";

  private static final String HEX = "0123456789ABCDEF";

  /** Reads a field value, in quotes as it should be or without. */
  static SoapAction parse(String field) {
    return new SoapAction(decode(unquoted(field)));
  }

  /** The action in a field value as it was sent, still encoded. */
  static String unquoted(String field) {
    String action = field.strip();
    return action.length() >= 2 && action.startsWith("\"") && action.endsWith("\"")
        ? action.substring(1, action.length() - 1)
        : action;
  }

  /** The action without percent-encoding; as it is if it would not be UTF-8. */
  static String decode(String action) {
    if (action.indexOf('%') < 0) {
      return action;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * action.length());
    for (int i = 0; i < action.length(); i++) {
      int octet = octetAt(action, i);
      if (octet >= 0) {
        bytes.put((byte) octet);
        i += 2;
      } else {
        bytes.put(StandardCharsets.UTF_8.encode(String.valueOf(action.charAt(i))));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return action;
    }
  }

  /** The octet that {@code %xx} stands for; negative if nothing of the kind is there. */
  private static int octetAt(String action, int at) {
    if (action.charAt(at) != '%' || at + 2 >= action.length()) {
      return -1;
    }
    int high = Character.digit(action.charAt(at + 1), 16);
    int low = Character.digit(action.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  /**
   * The field value, in quotes; what is beyond ASCII is percent-encoded, as WCF does it.
   *
   * @param escaped whether {@code +} and {@code %} are percent-encoded too
   * @throws IllegalArgumentException if a quote or a control character is in the action
   */
  String toField(boolean escaped) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f || c == '"') {
        throw new IllegalArgumentException(
            "Unexpected character 0x%02x in the action of a message".formatted((int) c));
      }
    }
    return '"' + toParameter(escaped) + '"';
  }

  /**
   * The value of an action parameter, encoded as {@link #toField} does it. The media type puts it
   * into quotes.
   *
   * @param escaped whether {@code +} and {@code %} are percent-encoded too
   */
  String toParameter(boolean escaped) {
    StringBuilder encoded = new StringBuilder(value.length() + 2);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      if (octet < 0 || (escaped && (octet == '+' || octet == '%'))) {
        encoded.append('%').append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
      } else {
        encoded.append((char) octet);
      }
    }
    return encoded.toString();
  }
}
