package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import javax.xml.namespace.QName;

/** The standard mapping, with an {@link ExceptionDetail} for failures that carry no fault. */
enum ExplainingFaultMapper implements FaultMapper {
  INSTANCE;

  private static final QName INTERNAL_FAULT =
      new QName(
          "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher",
          "InternalServiceFault",
          "a");

  /** The action under which WCF sends that fault. */
  private static final String ACTION =
      "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher/fault";

  @Override
  public Fault map(Throwable failure) {
    Fault standard = StandardFaultMapper.INSTANCE.map(failure);
    if (FaultMapper.faultIn(failure).isPresent()) {
      return standard;
    }
    String message = failure.getMessage();
    return Fault.builder(
            FaultCode.RECEIVER.withSubcode(INTERNAL_FAULT),
            message == null ? standard.reason() : message)
        .detail(new ExceptionDetail(failure))
        .action(ACTION)
        .build();
  }
}
