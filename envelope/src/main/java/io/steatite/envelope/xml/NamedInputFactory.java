package io.steatite.envelope.xml;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.SymbolTable;

/** Woodstox with our {@link NameTable}: names that services see every day are made once. */
final class NamedInputFactory extends WstxInputFactory {
  /** More names than that are somebody's mischief, or not worth keeping. */
  private static final int MOST_KEPT = 4096;

  private volatile NameTable kept;

  NamedInputFactory(int longestName) {
    kept = new NameTable(longestName);
  }

  @Override
  public ReaderConfig createPrivateConfig() {
    return mConfig.createNonShared(kept.share());
  }

  /** Two readers may do this at a time; then the names that one of them has met are met again. */
  @Override
  public void updateSymbolTable(SymbolTable met) {
    if (met instanceof NameTable names && names.size() > kept.size() && names.size() <= MOST_KEPT) {
      kept = names.share();
    }
  }
}
