package io.steatite.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures what the library logs while this is open, at level FINE (DEBUG) and above. */
public final class CapturedLog extends Handler implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("io.steatite");

  /** Starts capturing. */
  public CapturedLog() {
    logger.setLevel(Level.FINE);
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    records.add(entry);
  }

  /** Returns the entries so far, the oldest first. */
  public List<LogRecord> records() {
    return records;
  }

  /** Returns the texts of the entries at a level and above. */
  public List<String> texts(Level least) {
    return records.stream()
        .filter(entry -> entry.getLevel().intValue() >= least.intValue())
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(null);
  }
}
