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
 * Woodstox's factory with {@link NameTable} and {@link MeteredParser}. Short names, which services
 * receive in every message, are created once and shared by all readers. Other names are released
 * with their reader.
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

  /**
   * Shares the names of a reader that ends. If two readers end at the same time, the names of one
   * are not shared, which costs only time.
   */
  @Override
  public void updateSymbolTable(SymbolTable met) {
    if (met instanceof NameTable names) {
      kept = names.kept();
    }
  }

  /**
   * Creates a {@link MeteredParser}. Otherwise does what the superclass does. All methods that
   * create parsers call this one.
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
