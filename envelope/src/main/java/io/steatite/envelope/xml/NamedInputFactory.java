package io.steatite.envelope.xml;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.cfg.XmlConsts;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.io.InputBootstrapper;
import com.ctc.wstx.io.InputSourceFactory;
import com.ctc.wstx.io.SystemId;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.SymbolTable;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Woodstox with our {@link NameTable} and our {@link MeteredParser}: short names that services see
 * in every message are made once, all others go with the reader that met them.
 */
final class NamedInputFactory extends WstxInputFactory {
  private volatile NameTable kept;

  NamedInputFactory(int longestName) {
    kept = new NameTable(longestName);
  }

  @Override
  public ReaderConfig createPrivateConfig() {
    return mConfig.createNonShared(kept.open());
  }

  /** Two readers may do this at a time; then the names that one of them has met are met again. */
  @Override
  public void updateSymbolTable(SymbolTable met) {
    if (met instanceof NameTable names) {
      kept = names.kept();
    }
  }

  /**
   * As in the superclass, but for the class of the parser. Every way to make a parser ends here.
   */
  @Override
  public XMLStreamReader2 createSR(
      ReaderConfig config, SystemId id, InputBootstrapper start, boolean forEvents, boolean closing)
      throws XMLStreamException {
    Reader characters;
    try {
      characters = start.bootstrapInput(config, true, XmlConsts.XML_V_UNKNOWN);
    } catch (IOException e) {
      throw new WstxIOException(e);
    }
    if (start.declaredXml11()) {
      config.enableXml11(true);
    }
    return new MeteredParser(
        start,
        InputSourceFactory.constructDocumentSource(config, start, null, id, characters, closing),
        this,
        config,
        characters);
  }
}
