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
 * Woodstox's parser, which tells its {@link InputMeter} how much it holds in memory and whether it
 * is in a name: it checks the length of names, comments and tags only after it has them in memory,
 * and counts a text that is read piece by piece as if it were kept.
 */
final class MeteredParser extends TypedStreamReader {
  private static final long NOTHING = -1;

  private final Reader characters;
  private @Nullable InputMeter meter;

  /** Where content that is read in one piece starts. */
  private long pieceStart = NOTHING;

  private boolean binary;

  /**
   * @param characters what the input reads from; closed with the parser
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
   * Closes the decoder too, which gives its buffer back to be used again. The superclass leaves it
   * open if the document was not read to its end.
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

  /** From here on, this meter is told. */
  MeteredParser meteredBy(InputMeter value) {
    meter = value;
    value.follow(this::held);
    return this;
  }

  /** Characters from the start of the event, or of the piece, to the end of the buffer. */
  private long held() {
    return pieceStart == NOTHING
        ? mCurrInputProcessed - mTokenInputTotal
        : pieceTo(mCurrInputProcessed);
  }

  /** Binary content is held as bytes, four characters are three of them. */
  private long pieceTo(long end) {
    return binary ? (end - pieceStart) / 4 * 3 : end - pieceStart;
  }

  /** The part of a name that is not in the parser's buffer yet. */
  @Override
  protected String parseLocalName2(int start, int hash) throws XMLStreamException {
    startName();
    String name = super.parseLocalName2(start, hash);
    endName();
    return name;
  }

  /** The same of the name of a processing instruction. */
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
