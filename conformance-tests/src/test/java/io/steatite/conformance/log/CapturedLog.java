package io.steatite.conformance.log;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged to the loggers of Steatite while it is open. */
final class CapturedLog extends Handler implements AutoCloseable {
  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Logger logger = Logger.getLogger("io.steatite");
  private final Level before = logger.getLevel();

  /**
   * @param level below which nothing is logged
   */
  CapturedLog(Level level) {
    logger.setLevel(level);
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  /** The next record of the logger of exchanges, logged already or soon. */
  LogRecord next() throws InterruptedException {
    return nextOf("io.steatite.exchange");
  }

  /** The next record of a logger whose name starts so, logged already or soon. */
  LogRecord nextOf(String logger) throws InterruptedException {
    while (true) {
      LogRecord next = records.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing was logged");
      }
      if (String.valueOf(next.getLoggerName()).startsWith(logger)) {
        return next;
      }
    }
  }

  /** The levels of all records that {@link #next} has not taken. */
  List<Level> levels() {
    return records.stream().map(LogRecord::getLevel).toList();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
