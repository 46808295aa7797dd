package io.steatite.envelope.stack;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.Encoders;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A channel stack: layers, from the top down, above the encoders. A service uses it as the handler
 * of its requests, which needs a dispatcher; a client puts it on top of a transport with {@link
 * #channel}, which does not. One stack can do both.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class MessageStack implements MessageHandler {
  private static final MessageHandler CLIENT_ONLY =
      exchange -> {
        throw new IllegalStateException(
            "This stack has no dispatcher, so it cannot handle requests; give its builder one");
      };

  private final Optional<Dispatcher> dispatcher;
  private final Layers layers;
  private final Encoders encoders;
  private final MessageHandler inbound;
  private final UnreadableRequest unreadable;

  private MessageStack(Builder builder, Encoders encoders) {
    this.dispatcher = builder.dispatcher;
    this.layers = new Layers(builder.layers, builder.understood);
    this.encoders = encoders;
    this.inbound =
        dispatcher.map(service -> layers.inbound(service, builder.faultMapper)).orElse(CLIENT_ONLY);
    this.unreadable = new UnreadableRequest(encoders, builder.faultMapper);
  }

  /** Returns a builder of stacks. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Processes a request: passes it up the layers to the dispatcher, and the reply down again.
   *
   * @throws IllegalStateException if the stack has no dispatcher
   */
  @Override
  public Reply handle(MessageExchange exchange) {
    return inbound.handle(exchange);
  }

  /**
   * Returns a channel that sends requests down the layers to a transport, and passes replies up. It
   * refuses replies with mandatory header blocks that the client does not understand.
   *
   * @param transport closed with the channel
   */
  public RequestChannel channel(RequestChannel transport) {
    return layers.outbound(transport);
  }

  /** Returns the encoders below the layers. */
  public Encoders encoders() {
    return encoders;
  }

  /**
   * Returns the fault that answers bytes which are not a readable message, and logs the failure.
   * The version of the fault is that of the envelope if the stack supports it or a newer one (SOAP
   * 1.2 Part 1 appendix A); else the version that the media type announces; else the newest
   * supported one.
   *
   * @param failure what the encoder threw
   * @param mediaType of the bytes; null if it is not known
   * @param origin of the request, for the log: one line, with everything from the peer escaped
   */
  public Message answerTo(
      Throwable failure, @Nullable MediaType mediaType, Supplier<String> origin) {
    return unreadable.answer(failure, mediaType, origin);
  }

  /** Returns the fault that answers bytes of which neither media type nor origin is known. */
  public Message answerTo(Throwable failure) {
    return answerTo(failure, null, () -> "request");
  }

  /** Lists the dispatcher, the layers from the top down and the encoders, one per line. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    dispatcher.ifPresent(service -> lines.append(service).append('\n'));
    layers.topDown().forEach(layer -> lines.append(layer).append('\n'));
    return lines.append(encoders).toString();
  }

  /** Collects the parts of a stack. Not safe for use by several threads. */
  public static final class Builder {
    private Optional<Dispatcher> dispatcher = Optional.empty();
    private final List<Layer> layers = new ArrayList<>();
    private @Nullable MessageEncoder encoder;
    private final List<MessageEncoder> alsoReading = new ArrayList<>();
    private final Set<QName> understood = new HashSet<>();
    private FaultMapper faultMapper = FaultMapper.standard();

    private Builder() {}

    /** Sets the dispatcher that requests are passed to. A client needs none. */
    public Builder dispatcher(Dispatcher value) {
      dispatcher = Optional.of(value);
      return this;
    }

    /** Adds a layer below those added before. */
    public Builder layer(Layer value) {
      layers.add(value);
      return this;
    }

    /** Sets the encoder that writes all messages and reads those of its media types. */
    public Builder encoder(MessageEncoder value) {
      encoder = value;
      return this;
    }

    /** Adds an encoder that only reads. */
    public Builder alsoReading(MessageEncoder value) {
      alsoReading.add(value);
      return this;
    }

    /**
     * Adds names of header blocks that the application understands in every operation. A client
     * declares here the mandatory header blocks of replies that no layer understands.
     */
    public Builder understanding(QName... headers) {
      understood.addAll(List.of(headers));
      return this;
    }

    /** Sets how failures become faults; {@link FaultMapper#standard()} by default. */
    public Builder faultMapper(FaultMapper value) {
      faultMapper = value;
      return this;
    }

    /**
     * Builds the stack.
     *
     * @throws IllegalStateException if there is no encoder
     */
    public MessageStack build() {
      if (encoder == null) {
        throw new IllegalStateException("A stack needs an encoder: call encoder(...)");
      }
      return new MessageStack(this, Encoders.of(encoder, alsoReading));
    }
  }
}
