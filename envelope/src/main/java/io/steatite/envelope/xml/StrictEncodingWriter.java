package io.steatite.envelope.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * Encodes characters, and refuses characters that the charset lacks. {@link OutputStreamWriter}
 * writes a question mark instead.
 */
final class StrictEncodingWriter extends OutputStreamWriter {
  private final Charset charset;

  StrictEncodingWriter(OutputStream out, Charset charset) {
    super(
        out,
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.charset = charset;
  }

  @Override
  public void write(int c) throws IOException {
    write(new char[] {(char) c}, 0, 1);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.substring(offset, offset + length).toCharArray(), 0, length);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    try {
      super.write(text, offset, length);
    } catch (CharacterCodingException e) {
      throw new IOException(
          "A comment, CDATA section or name contains a character that "
              + charset
              + " cannot encode; use UTF-8",
          e);
    }
  }
}
