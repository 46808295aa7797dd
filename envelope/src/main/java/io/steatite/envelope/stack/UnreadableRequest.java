package io.steatite.envelope.stack;

import io.steatite.UnreadableMessageException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.encoding.Encoders;
import io.steatite.envelope.encoding.MediaType;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that cannot be read, and tells whether a failure comes from reading the request.
 * An exception alone does not say which message it is about: user code may have caught it while it
 * read the reply to a call of its own. The request knows how reading it failed.
 *
 * @param encoders of the stack that answers
 */
record UnreadableRequest(Encoders encoders, FaultMapper faultMapper) {
  private static final int CAUSES = 32;

  /**
   * Returns the fault that answers the request if the failure, or one of its causes, comes from
   * reading this request; any other failure as it is.
   */
  static Throwable explained(Message request, Throwable failure) {
    return request
        .body()
        .failure()
        .filter(e -> causes(failure).anyMatch(cause -> cause == e))
        .map(UnreadableRequest::explained)
        .orElse(failure);
  }

  private static Throwable explained(Throwable failure) {
    return failure instanceof UnreadableMessageException unreadable
        ? new FaultException(Fault.of(unreadable), unreadable)
        : failure;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES);
  }

  /**
   * Answers bytes that did not become a message, and logs the failure.
   *
   * @param mediaType of the bytes; null if it is not known
   * @param origin of the request, for the log: one line, with everything from the peer escaped
   */
  Message answer(Throwable failure, @Nullable MediaType mediaType, Supplier<String> origin) {
    Throwable explained = explained(failure);
    SoapVersion version = version(failure, mediaType);
    Fault fault =
        failure instanceof VersionMismatchException mismatch
            ? mismatch.fault(version, encoders.versions())
            : faultMapper.map(explained);
    Message answer = Message.of(version, fault);
    FailureLog.report(origin, explained, answer);
    return answer;
  }

  /**
   * Chooses the version of the answer: that of the envelope if it is known and not newer than all
   * supported ones (SOAP 1.2 Part 1 appendix A), else that of the media type, else the newest.
   */
  private SoapVersion version(Throwable failure, @Nullable MediaType mediaType) {
    SortedSet<SoapVersion> supported = encoders.versions();
    Optional<SoapVersion> found =
        failure instanceof MalformedMessageException malformed
            ? malformed.version()
            : Optional.empty();
    return found
        .filter(version -> version.compareTo(supported.last()) <= 0)
        .or(() -> announced(mediaType).filter(supported::contains))
        .orElseGet(supported::last);
  }

  /** Returns the version that the media type, or the root part of a package, announces. */
  private static Optional<SoapVersion> announced(@Nullable MediaType mediaType) {
    if (mediaType == null) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>(Set.of(mediaType.essence()));
    mediaType.parameter("start-info").ifPresent(names::add);
    return Stream.of(SoapVersion.values())
        .filter(version -> names.contains(version.mediaType()))
        .findFirst();
  }
}
