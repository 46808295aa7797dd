package io.steatite.envelope;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Creates, decodes and encodes envelopes as text. */
public final class Envelopes {
  private Envelopes() {}

  public static String envelope(SoapVersion version, String blocks, String body) {
    return "<s:Envelope xmlns:s='%s'>%s<s:Body>%s</s:Body></s:Envelope>"
        .formatted(
            version.namespace(),
            blocks.isEmpty() ? "" : "<s:Header>" + blocks + "</s:Header>",
            body);
  }

  public static Message decode(SoapVersion version, String xml) throws IOException {
    return decode(version, xml, XmlLimits.DEFAULT);
  }

  public static Message decode(SoapVersion version, String xml, XmlLimits limits)
      throws IOException {
    return TextEncoder.of(version)
        .withLimits(limits)
        .decode(stream(xml, () -> {}), MediaType.parse(version.mediaType()));
  }

  public static Message decode(SoapVersion version, InputStream in) throws IOException {
    return TextEncoder.of(version).decode(in, MediaType.parse(version.mediaType()));
  }

  public static String encode(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextEncoder.of(message.version()).encode(message).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  public static InputStream stream(String xml, Runnable onClose) {
    return new FilterInputStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))) {
      @Override
      public void close() {
        onClose.run();
      }
    };
  }
}
