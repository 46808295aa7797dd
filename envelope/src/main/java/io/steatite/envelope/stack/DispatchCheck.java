package io.steatite.envelope.stack;

import org.jspecify.annotations.Nullable;

/**
 * A check that a layer leaves for the dispatcher, because its result may depend on the operation.
 * It runs after the mustUnderstand check and before user code.
 */
@FunctionalInterface
public interface DispatchCheck {
  /**
   * Checks whether the operation may be invoked.
   *
   * @param selected the operation that the request selects; null if it selects none
   * @throws io.steatite.envelope.FaultException if it may not, with the fault to answer with
   */
  void check(@Nullable Operation selected);
}
