package io.steatite.envelope.stack;

import io.steatite.LogText;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Writes one line for each exchange that ends in a fault or fails, to the logger {@code
 * io.steatite.exchange}:
 *
 * <ul>
 *   <li>ERROR with a stack trace: user code failed in a way that it did not mean as an answer
 *   <li>WARNING: a fault that is the receiver's doing, such as a deadline or a full host
 *   <li>INFO: a fault that is the sender's doing
 *   <li>DEBUG: the peer has cut the connection
 * </ul>
 *
 * Lines below ERROR have a stack trace if the level DEBUG is on. What comes from the peer is
 * escaped.
 */
final class FailureLog {
  private static final Logger LOG = System.getLogger("io.steatite.exchange");

  private FailureLog() {}

  /** Logs an exchange that failed after its request became a message. */
  static void report(MessageExchange exchange, Throwable failure, Message answer) {
    if (exchange.isCut()) {
      LOG.log(Level.DEBUG, () -> line(exchange::origin, "cut off: " + failure.getMessage()));
    } else {
      report(exchange::origin, failure, answer);
    }
  }

  /**
   * Logs an exchange that failed.
   *
   * @param origin of the request, escaped
   * @param answer the fault it ends in, be it sent or not
   */
  static void report(Supplier<String> origin, Throwable failure, Message answer) {
    boolean receivers = answer.fault().filter(FailureLog::isReceivers).isPresent();
    boolean meant = FaultMapper.faultIn(failure).isPresent();
    if (!receivers) {
      log(Level.INFO, origin, answer, failure);
    } else if (meant || failure instanceof DeadlineExceededException) {
      log(Level.WARNING, origin, answer, failure);
    } else {
      LOG.log(Level.ERROR, () -> line(origin, "the operation failed"), LogText.of(failure));
    }
  }

  /** Logs an exchange that ends in a fault which the operation returned. */
  static void report(MessageExchange exchange, Message answer) {
    answer
        .fault()
        .ifPresent(
            fault ->
                LOG.log(
                    isReceivers(fault) ? Level.WARNING : Level.INFO,
                    () -> line(exchange::origin, said(fault))));
  }

  private static boolean isReceivers(Fault fault) {
    return fault.code().value() == FaultCode.Value.RECEIVER;
  }

  private static void log(Level level, Supplier<String> origin, Message answer, Throwable failure) {
    if (LOG.isLoggable(level)) {
      String line = line(origin, answer.fault().map(FailureLog::said).orElse(""));
      if (LOG.isLoggable(Level.DEBUG)) {
        LOG.log(level, line, LogText.of(failure));
      } else {
        LOG.log(level, line);
      }
    }
  }

  private static String said(Fault fault) {
    return fault.code() + ": " + fault.reason();
  }

  private static String line(Supplier<String> origin, String what) {
    return origin.get() + ": " + LogText.of(what);
  }
}
