package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Says what is the sender's business, logs the rest. */
enum StandardFaultMapper implements FaultMapper {
  INSTANCE;

  private static final Logger LOG = System.getLogger("io.steatite.envelope.stack.FaultMapper");

  @Override
  public Fault map(Throwable failure) {
    Optional<Fault> known = FaultMapper.faultIn(failure);
    if (known.isPresent()) {
      LOG.log(Level.DEBUG, "Answering with a fault", failure);
      return known.get();
    }
    if (failure instanceof DeadlineExceededException late) {
      return Fault.receiver(
          "The service did not finish within " + late.limit().orElse("its deadline") + '.');
    }
    LOG.log(Level.ERROR, "An operation failed", failure);
    return Fault.receiver("The service could not process the message.");
  }
}
