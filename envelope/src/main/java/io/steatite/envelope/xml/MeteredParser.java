package io.steatite.envelope.xml;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.io.BranchingReaderSource;
import com.ctc.wstx.io.InputBootstrapper;
import com.ctc.wstx.sr.ReaderCreator;
import com.ctc.wstx.sr.TypedStreamReader;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Woodstox's parser, which tells its {@link InputMeter} which event it reads and whether it is in a
 * name, since it checks the length of names, and of some other things, only after it has them in
 * memory.
 */
final class MeteredParser extends TypedStreamReader {
  private @Nullable InputMeter meter;
  private boolean materializing;
  private long elementStart;

  MeteredParser(
      InputBootstrapper start,
      BranchingReaderSource input,
      ReaderCreator owner,
      ReaderConfig config)
      throws XMLStreamException {
    super(start, input, owner, config, createElementStack(config), false);
  }

  /** From here on, this meter is told. */
  MeteredParser meteredBy(InputMeter value) {
    meter = value;
    value.follow(this::eventStart);
    return this;
  }

  /** Where the current event starts in the document. An element that is read whole is one event. */
  private long eventStart() {
    return materializing ? elementStart : mTokenInputTotal;
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
    startMaterializing();
    try {
      return super.getElementText();
    } finally {
      materializing = false;
    }
  }

  @Override
  public void getElementAs(TypedValueDecoder decoder) throws XMLStreamException {
    startMaterializing();
    try {
      super.getElementAs(decoder);
    } finally {
      materializing = false;
    }
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) throws XMLStreamException {
    startMaterializing();
    try {
      return super.getElementAsBinary(variant);
    } finally {
      materializing = false;
    }
  }

  private void startMaterializing() {
    elementStart = mTokenInputTotal;
    materializing = true;
  }
}
