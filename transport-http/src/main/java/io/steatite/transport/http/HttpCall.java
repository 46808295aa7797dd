package io.steatite.transport.http;

import io.steatite.SteatiteException;
import io.steatite.envelope.ReplyContext;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One call: what its failures have to say, and whether its connection can be used again. */
final class HttpCall implements ReplyContext {
  private final URI endpoint;
  private final @Nullable String action;
  private boolean requestSent;
  private boolean discarded;
  private @Nullable HttpResponseHead head;

  /**
   * @param endpoint without user, password and query
   * @param action of the request; null for none
   */
  HttpCall(URI endpoint, @Nullable String action) {
    this.endpoint = endpoint;
    this.action = action;
  }

  /** The entity, which notes here that its first byte is wanted: then a connection stands. */
  OutgoingEntity noting(OutgoingEntity entity) {
    return new NotingEntity(entity);
  }

  /** The response has come, as far as its head. */
  void received(HttpResponseHead value) {
    head = value;
  }

  /** Whether the connection must not be used again. */
  boolean isDiscarded() {
    return discarded;
  }

  @Override
  public void discardConnection() {
    discarded = true;
  }

  @Override
  public void describe(SteatiteException failure) {
    failure.during(endpoint, action, requestSent);
    if (head != null) {
      failure.addDetail(HttpResponseHead.class, head);
    }
  }

  private final class NotingEntity implements OutgoingEntity {
    private final OutgoingEntity entity;

    NotingEntity(OutgoingEntity entity) {
      this.entity = entity;
    }

    @Override
    public MediaType mediaType() {
      return entity.mediaType();
    }

    @Override
    public OptionalLong contentLength() {
      return entity.contentLength();
    }

    @Override
    public boolean isRepeatable() {
      return entity.isRepeatable();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      requestSent = true;
      entity.writeTo(out);
    }
  }
}
