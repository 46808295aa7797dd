package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline between a transport and an application: layers from the top down, and at the bottom
 * the encoders. With a dispatcher on top it is the stack of a service; {@link #channel} makes the
 * stack of a client of it.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class MessageStack implements MessageHandler {
  private final @Nullable Dispatcher dispatcher;
  private final List<Layer> layers;
  private final List<MessageEncoder> encoders;
  private final FaultMapper faultMapper;
  private final Set<QName> understood;
  private final MessageHandler entrance;

  private MessageStack(Builder builder, MessageEncoder writing) {
    this.dispatcher = builder.dispatcher;
    this.layers = List.copyOf(builder.layers);
    this.encoders = new ArrayList<>();
    this.encoders.add(writing);
    this.encoders.addAll(builder.alsoRead);
    this.faultMapper = builder.faultMapper;
    this.understood = Set.copyOf(builder.understood);
    this.entrance = assemble();
  }

  /** A builder of stacks. */
  public static Builder builder() {
    return new Builder();
  }

  /** The inbound pipeline: from the layer above the encoders up to the dispatcher. */
  private MessageHandler assemble() {
    if (dispatcher == null) {
      return exchange -> {
        throw new IllegalStateException("This stack has no dispatcher; it is a client's");
      };
    }
    MessageHandler handler = new DispatchHandler(dispatcher, this::understands, faultMapper);
    for (Layer layer : layers) {
      handler = layer.handler(handler);
    }
    MessageHandler lowest = handler;
    SoapNode node = dispatcher.node();
    return exchange -> lowest.handle(exchange.withNode(node));
  }

  /** The outbound pipeline: the layers on top of a transport's channel. */
  public RequestChannel channel(RequestChannel transport) {
    RequestChannel channel = transport;
    for (ListIterator<Layer> up = layers.listIterator(layers.size()); up.hasPrevious(); ) {
      channel = up.previous().channel(channel);
    }
    return new UnderstandingChannel(channel, this::understands);
  }

  private boolean understands(QName header) {
    if (understood.contains(header)) {
      return true;
    }
    for (Layer layer : layers) {
      if (layer.understands(header)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Reply handle(MessageExchange exchange) {
    return entrance.handle(exchange);
  }

  /** The encoder that writes all messages of this stack. */
  public MessageEncoder encoder() {
    return encoders.get(0);
  }

  /** The encoder that reads what comes under a media type, if there is one. */
  public Optional<MessageEncoder> encoderFor(MediaType mediaType) {
    return encoders.stream().filter(encoder -> encoder.canRead(mediaType)).findFirst();
  }

  /**
   * Prepares a message for sending, with the encoder of this stack; as text, if the message is of a
   * version the encoder does not write, as the answer to an older one may be.
   */
  public OutgoingEntity encode(Message message) {
    boolean ours = encoder().versions().contains(message.version());
    return (ours ? encoder() : TextEncoder.of(message.version())).encode(message);
  }

  /**
   * The answer to bytes that never became a message: a fault in the version of the envelope if that
   * is known and spoken here, or older (SOAP 1.2 Part 1 appendix A); else in the version that the
   * media type announces; else in the newest spoken here.
   *
   * @param mediaType of the bytes; null if it is not known
   * @param origin of the request, for the log: one line, what comes from the peer is escaped
   */
  public Message answerTo(
      Throwable failure, @Nullable MediaType mediaType, Supplier<String> origin) {
    Message answer = unreadable(failure, mediaType);
    FailureLog.report(origin, UnreadableRequest.explained(failure), answer);
    return answer;
  }

  private Message unreadable(Throwable failure, @Nullable MediaType mediaType) {
    SoapVersion version = answerVersion(failure, mediaType);
    Fault fault =
        failure instanceof VersionMismatchException mismatch
            ? mismatch.fault(version, versions())
            : faultMapper.map(UnreadableRequest.explained(failure));
    return Message.of(version, fault);
  }

  /** The same for bytes of which nothing else is known. */
  public Message answerTo(Throwable failure) {
    return answerTo(failure, null, () -> "request");
  }

  private SoapVersion answerVersion(Throwable failure, @Nullable MediaType mediaType) {
    SortedSet<SoapVersion> spoken = versions();
    Optional<SoapVersion> found =
        failure instanceof MalformedMessageException malformed
            ? malformed.version()
            : Optional.empty();
    return found
        .filter(version -> version.compareTo(spoken.last()) <= 0)
        .or(() -> announced(mediaType).filter(spoken::contains))
        .orElseGet(spoken::last);
  }

  /** What the media type says, or that of the root part which a package announces. */
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

  /** The versions that any encoder here reads, the oldest first. */
  private SortedSet<SoapVersion> versions() {
    SortedSet<SoapVersion> versions = new TreeSet<>();
    encoders.forEach(encoder -> versions.addAll(encoder.versions()));
    return versions;
  }

  /** The layers, top down, one a line. */
  @Override
  public String toString() {
    StringBuilder picture = new StringBuilder();
    if (dispatcher != null) {
      picture.append(dispatcher).append('\n');
    }
    layers.forEach(layer -> picture.append(layer).append('\n'));
    picture.append(encoders.get(0));
    encoders.stream().skip(1).forEach(encoder -> picture.append(", reads ").append(encoder));
    return picture.toString();
  }

  /** Collects the layers of a stack; not safe for use by several threads. */
  public static final class Builder {
    private @Nullable Dispatcher dispatcher;
    private final List<Layer> layers = new ArrayList<>();
    private @Nullable MessageEncoder encoder;
    private final List<MessageEncoder> alsoRead = new ArrayList<>();
    private final Set<QName> understood = new HashSet<>();
    private FaultMapper faultMapper = FaultMapper.standard();

    private Builder() {}

    /** The service on top; a client has none. */
    public Builder dispatcher(Dispatcher value) {
      dispatcher = value;
      return this;
    }

    /** One more layer, below the ones given before. */
    public Builder layer(Layer value) {
      layers.add(value);
      return this;
    }

    /** The encoder that writes all messages and reads those of its media types. */
    public Builder encoder(MessageEncoder value) {
      encoder = value;
      return this;
    }

    /** A further encoder that only reads. */
    public Builder alsoReading(MessageEncoder value) {
      alsoRead.add(value);
      return this;
    }

    /**
     * Header blocks that the application understands, whatever the operation: a client's way to
     * accept replies with mandatory headers that no layer knows.
     */
    public Builder understanding(QName... headers) {
      understood.addAll(List.of(headers));
      return this;
    }

    /** How failures become faults, if not in the standard way. */
    public Builder faultMapper(FaultMapper value) {
      faultMapper = value;
      return this;
    }

    /**
     * The stack of these layers.
     *
     * @throws IllegalStateException if there is no encoder
     */
    public MessageStack build() {
      if (encoder == null) {
        throw new IllegalStateException("A stack needs an encoder: call encoder(...)");
      }
      return new MessageStack(this, encoder);
    }
  }
}
