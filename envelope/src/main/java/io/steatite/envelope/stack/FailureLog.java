package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Writes one line for each exchange that fails or ends in a fault, to the logger {@code
 * io.steatite.exchange}:
 *
 * <ul>
 *   <li>ERROR with a stack trace: user code failed with an exception that carries no fault
 *   <li>WARNING: a fault that blames the receiver, such as for a deadline or a full host
 *   <li>INFO: a fault that blames the sender
 *   <li>DEBUG: the peer cut the connection
 * </ul>
 *
 * Lines below ERROR have a stack trace if the level DEBUG is enabled. Text from the peer is
 * escaped.
 */
final class FailureLog {
  private static final Logger LOG = System.getLogger("io.steatite.exchange");

  private FailureLog() {}

  /** Logs an exchange that failed after its request was read. */
  static void report(MessageExchange exchange, Throwable failure, Message answer) {
    if (exchange.isCut()) {
      LOG.log(
          Level.DEBUG,
          () -> line(exchange::origin, "the connection was cut: " + failure.getMessage()));
    } else {
      report(exchange::origin, failure, answer);
    }
  }

  /**
   * Logs an exchange that failed.
   *
   * @param origin of the request, escaped
   * @param answer the fault that the exchange ends in, whether or not it is sent
   */
  static void report(Supplier<String> origin, Throwable failure, Message answer) {
    boolean receiver = answer.fault().filter(FailureLog::blamesReceiver).isPresent();
    boolean carriesFault = FaultMapper.faultIn(failure).isPresent();
    if (!receiver) {
      log(Level.INFO, origin, answer, failure);
    } else if (carriesFault || failure instanceof DeadlineExceededException) {
      log(Level.WARNING, origin, answer, failure);
    } else {
      LOG.log(Level.ERROR, () -> line(origin, "the operation failed"), LogText.of(failure));
    }
  }

  /** Logs an exchange whose operation returned a fault. */
  static void report(MessageExchange exchange, Message answer) {
    answer
        .fault()
        .ifPresent(
            fault ->
                LOG.log(
                    blamesReceiver(fault) ? Level.WARNING : Level.INFO,
                    () -> line(exchange::origin, fault.toString())));
  }

  private static boolean blamesReceiver(Fault fault) {
    return fault.code().value() == FaultCode.Value.RECEIVER;
  }

  private static void log(Level level, Supplier<String> origin, Message answer, Throwable failure) {
    if (LOG.isLoggable(level)) {
      String line = line(origin, answer.fault().map(Fault::toString).orElse(""));
      if (LOG.isLoggable(Level.DEBUG)) {
        LOG.log(level, line, LogText.of(failure));
      } else {
        LOG.log(level, line);
      }
    }
  }

  private static String line(Supplier<String> origin, String what) {
    return origin.get() + ": " + LogText.of(what);
  }
}
