package io.steatite.envelope.stack;

import org.jspecify.annotations.Nullable;

/**
 * Something a layer found out about a request and left for the dispatcher to decide, since whether
 * it is wrong may depend on the operation. Runs after the mustUnderstand check, before user code.
 */
@FunctionalInterface
public interface DispatchCheck {
  /**
   * Does nothing if the operation may be invoked.
   *
   * @param selected the operation that the request selects; null if it selects none
   * @throws io.steatite.envelope.FaultException with the fault to answer with, if it may not
   */
  void check(@Nullable Operation selected);
}
