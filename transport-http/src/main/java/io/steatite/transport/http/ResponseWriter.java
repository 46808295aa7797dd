package io.steatite.transport.http;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.stack.MessageStack;
import java.io.IOException;

/** From a message to the HTTP response that carries it. */
final class ResponseWriter {
  private final MessageStack stack;
  private final FaultStatus faultStatus;
  private final boolean gzip;

  /**
   * @param gzip whether clients that accept gzip get it
   */
  ResponseWriter(MessageStack stack, FaultStatus faultStatus, boolean gzip) {
    this.stack = stack;
    this.faultStatus = faultStatus;
    this.gzip = gzip;
  }

  ResponseWriter withFaultStatus(FaultStatus value) {
    return new ResponseWriter(stack, value, gzip);
  }

  ResponseWriter withGzip(boolean value) {
    return new ResponseWriter(stack, faultStatus, value);
  }

  /** Writes the message; whoever gave it closes it. */
  void write(HttpExchange http, Message message, ProcessingWatch watch) throws IOException {
    // A response has no action outside of its envelope: the parameter is for requests only.
    OutgoingEntity plain = stack.encoders().encode(message.withAction(null));
    boolean compressed = gzip && ContentCoding.isGzipWanted(http.request().headers());
    OutgoingEntity entity = compressed ? new GzippedEntity(plain) : plain;
    http.response().status(message.fault().map(f -> faultStatus.of(message, f)).orElse(200));
    ResponseHead head = http.response().describe(entity);
    if (compressed) {
      head.set(ContentCoding.FIELD, "gzip");
    }
    entity.contentLength().ifPresent(n -> head.set("Content-Length", Long.toString(n)));
    BufferedResponse body = new BufferedResponse(http, watch);
    entity.writeTo(body);
    body.complete();
  }

  /** Answers that there is nothing to say (R3313): no body, and so no Content-Type either. */
  void accept(HttpExchange http) throws IOException {
    http.response().status(202).forgetBody();
    http.responseBody().close();
  }
}
