package io.steatite.envelope.xml;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.io.BranchingReaderSource;
import com.ctc.wstx.io.InputBootstrapper;
import com.ctc.wstx.sr.ReaderCreator;
import com.ctc.wstx.sr.TypedStreamReader;
import io.steatite.envelope.xml.internal.TypedAccess;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Woodstox's parser, which reports to an {@link InputMeter} how many characters it buffers and when
 * it parses a name. The meter enforces limits that Woodstox enforces too late or in another way: it
 * checks the length of names, comments and tags only after it has buffered them, and counts text
 * that is read piece by piece as if it were buffered.
 */
final class MeteredParser extends TypedStreamReader {
  private static final long NOTHING = -1;

  private final Reader characters;
  private @Nullable InputMeter meter;

  /** The position where content that is read in one piece starts. */
  private long pieceStart = NOTHING;

  private boolean binary;

  /**
   * Creates a parser.
   *
   * @param characters the decoder that {@code input} reads from; closed with the parser
   */
  MeteredParser(
      InputBootstrapper start,
      BranchingReaderSource input,
      ReaderCreator owner,
      ReaderConfig config,
      Reader characters)
      throws XMLStreamException {
    super(start, input, owner, config, createElementStack(config), false);
    this.characters = characters;
  }

  /**
   * Closes the parser and the decoder, which returns its buffer for reuse. The superclass does not
   * close the decoder if the document was not read to its end.
   */
  @Override
  public void close() throws XMLStreamException {
    super.close();
    try {
      characters.close();
    } catch (IOException e) {
      throw new WstxIOException(e);
    }
  }

  /** Reports to a meter from now on. */
  MeteredParser meteredBy(InputMeter value) {
    meter = value;
    value.follow(this::held);
    return this;
  }

  /** Returns the characters from the start of the event or piece to the end of the buffer. */
  private long held() {
    return pieceStart == NOTHING
        ? mCurrInputProcessed - mTokenInputTotal
        : pieceTo(mCurrInputProcessed);
  }

  /** Returns the size of the piece; for binary content in bytes, 3 for 4 characters. */
  private long pieceTo(long end) {
    return binary ? (end - pieceStart) / 4 * 3 : end - pieceStart;
  }

  /** Called for names that continue beyond the parser's buffer. */
  @Override
  protected String parseLocalName2(int start, int hash) throws XMLStreamException {
    startName();
    String name = super.parseLocalName2(start, hash);
    endName();
    return name;
  }

  /** Called for names of processing instructions that continue beyond the parser's buffer. */
  @Override
  protected String parseFullName2(int start, int hash) throws XMLStreamException {
    startName();
    String name = super.parseFullName2(start, hash);
    endName();
    return name;
  }

  private void startName() {
    if (meter != null) {
      meter.startName();
    }
  }

  private void endName() {
    if (meter != null) {
      meter.endName();
    }
  }

  @Override
  public String getElementText() throws XMLStreamException {
    return inOnePiece(false, super::getElementText);
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) throws XMLStreamException {
    return inOnePiece(true, () -> super.getElementAsBinary(variant));
  }

  @Override
  public void getElementAs(TypedValueDecoder decoder) throws XMLStreamException {
    inOnePiece(
        false,
        () -> {
          super.getElementAs(decoder);
          return decoder;
        });
  }

  private <T> T inOnePiece(boolean isBinary, TypedAccess.Reading<T> reading)
      throws XMLStreamException {
    pieceStart = mCurrInputProcessed + mInputPtr;
    binary = isBinary;
    try {
      T piece = reading.read();
      if (meter != null) {
        meter.checkText(pieceTo(mTokenInputTotal));
      }
      return piece;
    } finally {
      pieceStart = NOTHING;
    }
  }
}
