package io.steatite.service;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.ReplyAddresses;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.mtom.MimeLimits;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.FaultStatus;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.SoapHttpHandler;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * How two sides have agreed to talk: the version of SOAP, the version of WS-Addressing if any, and
 * the encoding; with them the limits and switches of both sides. The stacks, channels and HTTP
 * handlers of services and clients are made from it.
 *
 * <p>Immutable, safe to share between threads; every change makes a copy.
 */
public final class Binding {
  /** How messages become bytes. */
  public enum Encoding {
    /** XML text. */
    TEXT,
    /** XOP packages, also where there is nothing to optimize. */
    MTOM
  }

  /** What has been chosen; never changed once a binding has it. */
  private static final class Choices {
    final SoapVersion soapVersion;
    @Nullable AddressingVersion addressingVersion;
    ReplyAddresses replyAddresses = ReplyAddresses.ANY;
    Encoding encoding = Encoding.TEXT;
    XmlLimits xmlLimits = XmlLimits.DEFAULT;
    MimeLimits mimeLimits = MimeLimits.DEFAULT;
    @Nullable HttpLimits httpLimits;
    int mtomThreshold = MtomEncoder.DEFAULT_THRESHOLD;
    boolean messageIdRequired = true;
    boolean replyToRequired = true;
    boolean oneWayMessageIds = true;
    boolean actionParameter = true;
    boolean escapedAction;
    boolean compressedReplies;
    FaultStatus faultStatus = FaultStatus.ALWAYS_500;
    Set<QName> understood = Set.of();
    List<Layer> layers = List.of();

    Choices(SoapVersion soapVersion) {
      this.soapVersion = soapVersion;
    }

    Choices(Choices other) {
      soapVersion = other.soapVersion;
      addressingVersion = other.addressingVersion;
      replyAddresses = other.replyAddresses;
      encoding = other.encoding;
      xmlLimits = other.xmlLimits;
      mimeLimits = other.mimeLimits;
      httpLimits = other.httpLimits;
      mtomThreshold = other.mtomThreshold;
      messageIdRequired = other.messageIdRequired;
      replyToRequired = other.replyToRequired;
      oneWayMessageIds = other.oneWayMessageIds;
      actionParameter = other.actionParameter;
      escapedAction = other.escapedAction;
      compressedReplies = other.compressedReplies;
      faultStatus = other.faultStatus;
      understood = other.understood;
      layers = other.layers;
    }
  }

  private final Choices chosen;

  private Binding(Choices chosen) {
    this.chosen = chosen;
  }

  /** Text, without addressing. */
  public static Binding of(SoapVersion soapVersion) {
    return new Binding(new Choices(soapVersion));
  }

  /** What WCF's BasicHttpBinding speaks: SOAP 1.1 as text, without addressing. */
  public static Binding basicHttp() {
    return of(SoapVersion.SOAP_11);
  }

  /** What WCF's WSHttpBinding speaks without security: SOAP 1.2 as text, WS-Addressing 1.0. */
  public static Binding wsHttp() {
    return of(SoapVersion.SOAP_12).addressing(AddressingVersion.WSA_10);
  }

  private Binding with(Consumer<Choices> change) {
    Choices copy = new Choices(chosen);
    change.accept(copy);
    return new Binding(copy);
  }

  /** This binding with addressing of that version. */
  public Binding addressing(AddressingVersion version) {
    return with(copy -> copy.addressingVersion = version);
  }

  /**
   * This binding, whose services take these addresses in ReplyTo and FaultTo; any by default. With
   * {@link ReplyAddresses#NON_ANONYMOUS} it is what WCF calls composite duplex (rule R3514).
   */
  public Binding replyAddresses(ReplyAddresses value) {
    return with(copy -> copy.replyAddresses = value);
  }

  /** This binding with messages as XOP packages. */
  public Binding mtom() {
    return with(copy -> copy.encoding = Encoding.MTOM);
  }

  /** This binding with other limits on envelopes that are read. */
  public Binding withXmlLimits(XmlLimits value) {
    return with(copy -> copy.xmlLimits = value);
  }

  /** This binding with other limits on packages that are read. */
  public Binding withMimeLimits(MimeLimits value) {
    return with(copy -> copy.mimeLimits = value);
  }

  /**
   * This binding with other limits on HTTP bodies, and on the time of a call; without it those of
   * the host or {@link HttpLimits#DEFAULT}.
   */
  public Binding withHttpLimits(HttpLimits value) {
    return with(copy -> copy.httpLimits = value);
  }

  /**
   * This binding with another threshold for MTOM.
   *
   * @param bytes how long binary content must be to become a part (B4152); 0 for any
   * @throws IllegalArgumentException if it is negative
   */
  public Binding withMtomThreshold(int bytes) {
    MtomEncoder.of(chosen.soapVersion).withThreshold(bytes);
    return with(copy -> copy.mtomThreshold = bytes);
  }

  /**
   * This binding, whose services take requests without MessageID that want a reply, or refuse them
   * (R3321); they refuse them by default. WCF takes them.
   */
  public Binding withMessageIdRequired(boolean value) {
    return with(copy -> copy.messageIdRequired = value);
  }

  /**
   * This binding, whose services take requests of WS-Addressing 2004/08 without ReplyTo, or refuse
   * them (R3322); they refuse them by default. In WS-Addressing 1.0 a ReplyTo is never required.
   */
  public Binding withReplyToRequired(boolean value) {
    return with(copy -> copy.replyToRequired = value);
  }

  /** This binding, whose clients give one-way messages a MessageID or not; they do by default. */
  public Binding withOneWayMessageIds(boolean value) {
    return with(copy -> copy.oneWayMessageIds = value);
  }

  /**
   * This binding, whose clients write the action parameter of SOAP 1.2 beside a {@code wsa:Action}
   * or not; they do by default, WCF does not. Without addressing it is always written.
   */
  public Binding withActionParameter(boolean value) {
    return with(copy -> copy.actionParameter = value);
  }

  /**
   * This binding, whose clients percent-encode {@code +} and {@code %} in the action that HTTP
   * carries or not; they do not by default. A WCF service decodes both.
   */
  public Binding withEscapedAction(boolean value) {
    return with(copy -> copy.escapedAction = value);
  }

  /** This binding, whose services answer faults with another HTTP status than 500. */
  public Binding withFaultStatus(FaultStatus value) {
    return with(copy -> copy.faultStatus = value);
  }

  /**
   * This binding, whose clients ask for replies in gzip and whose services send them to those that
   * ask, or not; not by default.
   */
  public Binding withCompressedReplies(boolean value) {
    return with(copy -> copy.compressedReplies = value);
  }

  /**
   * This binding, whose application understands header blocks of these names too: a client's way to
   * take replies with mandatory headers that no layer knows.
   */
  public Binding understanding(QName... headers) {
    Set<QName> more = new HashSet<>(chosen.understood);
    more.addAll(List.of(headers));
    return with(copy -> copy.understood = Set.copyOf(more));
  }

  /** This binding with one more layer, below those added before and above addressing. */
  public Binding withLayer(Layer value) {
    List<Layer> more = new ArrayList<>(chosen.layers);
    more.add(value);
    return with(copy -> copy.layers = List.copyOf(more));
  }

  /** The version of SOAP. */
  public SoapVersion soapVersion() {
    return chosen.soapVersion;
  }

  /** The version of WS-Addressing, if it is in use. */
  public Optional<AddressingVersion> addressingVersion() {
    return Optional.ofNullable(chosen.addressingVersion);
  }

  /** Which addresses its services take in ReplyTo and FaultTo. */
  public ReplyAddresses replyAddresses() {
    return chosen.replyAddresses;
  }

  /** The encoding. */
  public Encoding encoding() {
    return chosen.encoding;
  }

  /** The limits on HTTP bodies and on the time of a call, if the binding has its own. */
  public Optional<HttpLimits> httpLimits() {
    return Optional.ofNullable(chosen.httpLimits);
  }

  /** The stack of a service that speaks so. */
  public MessageStack service(Dispatcher dispatcher) {
    return stack(dispatcher, layer());
  }

  /**
   * The stack of a service that speaks so and whose replies may leave elsewhere, if the request
   * asks for that and the policy of those channels permits it. Without addressing none does.
   *
   * @param outbound the ways on which they leave; stays open
   */
  public MessageStack service(Dispatcher dispatcher, OutboundChannels outbound) {
    return stack(
        dispatcher,
        layer().map(layer -> layer.decoupledReplies(outbound.routes(this), outbound.executor())));
  }

  private MessageStack stack(Dispatcher dispatcher, Optional<AddressingLayer.Builder> addressing) {
    MessageStack.Builder stack = stack().dispatcher(dispatcher);
    addressing.map(AddressingLayer.Builder::build).ifPresent(stack::layer);
    return stack.build();
  }

  /** The stack of a client that speaks so, to an endpoint. */
  public MessageStack client(URI endpoint) {
    return client(EndpointReference.of(endpoint.toString()));
  }

  /**
   * The stack of a client that speaks so, to an endpoint whose reference parameters become headers.
   * Without addressing there are no such headers.
   */
  public MessageStack client(EndpointReference endpoint) {
    MessageStack.Builder stack = stack();
    layer().map(layer -> layer.destination(endpoint).build()).ifPresent(stack::layer);
    return stack.build();
  }

  /** A channel to an endpoint with an HTTP client of its own, which is closed with the channel. */
  public RequestChannel channel(URI endpoint) {
    HttpSender sender = ApacheHttpSender.start();
    return new OwningChannel(channel(endpoint, sender), sender);
  }

  /** A channel to an endpoint with an HTTP client that may be shared and stays open. */
  public RequestChannel channel(URI endpoint, HttpSender sender) {
    MessageStack stack = client(endpoint);
    return stack.channel(http(endpoint, stack, sender, HttpLimits.DEFAULT));
  }

  /**
   * The transport of a client that speaks so.
   *
   * @param otherwise the limits if the binding has none
   */
  HttpRequestChannel http(URI uri, MessageStack stack, HttpSender sender, HttpLimits otherwise) {
    return HttpRequestChannel.to(uri, stack, sender)
        .withLimits(httpLimits().orElse(otherwise))
        .withEscapedAction(chosen.escapedAction)
        .withActionParameter(chosen.actionParameter || chosen.addressingVersion == null)
        .withCompressedReplies(chosen.compressedReplies);
  }

  /**
   * The transport of a service that speaks so.
   *
   * @param otherwise the limits if the binding has none
   */
  SoapHttpHandler http(MessageStack stack, HttpLimits otherwise) {
    return SoapHttpHandler.of(stack)
        .withLimits(httpLimits().orElse(otherwise))
        .withFaultStatus(chosen.faultStatus)
        .withCompressedReplies(chosen.compressedReplies);
  }

  /** The addressing layer with the settings of this binding, if it has addressing. */
  Optional<AddressingLayer.Builder> layer() {
    return addressingVersion()
        .map(
            version ->
                AddressingLayer.builder(version)
                    .replyAddresses(chosen.replyAddresses)
                    .messageIdRequired(chosen.messageIdRequired)
                    .replyToRequired(chosen.replyToRequired)
                    .oneWayMessageIds(chosen.oneWayMessageIds));
  }

  /** Encoders and added layers: what every stack of this binding starts from. */
  MessageStack.Builder stack() {
    TextEncoder text = TextEncoder.of(chosen.soapVersion).withLimits(chosen.xmlLimits);
    MtomEncoder mtom =
        MtomEncoder.of(text).withLimits(chosen.mimeLimits).withThreshold(chosen.mtomThreshold);
    MessageStack.Builder stack =
        MessageStack.builder().understanding(chosen.understood.toArray(QName[]::new));
    chosen.layers.forEach(stack::layer);
    return chosen.encoding == Encoding.MTOM
        ? stack.encoder(mtom)
        : stack.encoder(text).alsoReading(mtom);
  }

  /** Version, addressing and encoding, as in "SOAP 1.2, WS-Addressing 1.0, MTOM". */
  @Override
  public String toString() {
    return chosen.soapVersion
        + ", "
        + addressingVersion().map(AddressingVersion::toString).orElse("no addressing")
        + ", "
        + (chosen.encoding == Encoding.MTOM ? "MTOM" : "text");
  }
}
