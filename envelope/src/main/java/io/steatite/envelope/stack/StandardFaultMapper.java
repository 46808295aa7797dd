package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import java.util.Optional;

/** Returns the fault that the failure carries; otherwise a Receiver fault that reveals nothing. */
enum StandardFaultMapper implements FaultMapper {
  INSTANCE;

  @Override
  public Fault map(Throwable failure) {
    Optional<Fault> known = FaultMapper.faultIn(failure);
    if (known.isPresent()) {
      return known.get();
    }
    if (failure instanceof DeadlineExceededException late) {
      return Fault.receiver(
          "The service did not finish within " + late.limit().orElse("its deadline") + '.');
    }
    return Fault.receiver("The service could not process the message.");
  }
}
