package io.steatite.service;

import io.steatite.addressing.AddressFilter;
import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageIdMemory;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.FaultMapper;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.LoopbackChannel;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.HardenedStax;
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
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;

/**
 * What the two sides of an endpoint agree on, and the settings of their channel stacks: versions of
 * SOAP and WS-Addressing, encoders, limits, switches, further layers. Services and clients are made
 * from it.
 *
 * <pre>{@code
 * Binding binding = Binding.wsHttp().withMtom().withMessageIdRequired(false);
 * ServiceHost host = ServiceHost.builder().endpoint("/orders", binding, operations).start();
 * ClientChannel channel = binding.channel(host.address("/orders"));
 * }</pre>
 *
 * <p>Immutable, safe to share between threads: every change makes a copy.
 */
public final class Binding {
  /** How messages become bytes. */
  public enum Encoding {
    /** XML text. */
    TEXT,
    /** MIME packages (XOP), also if there is nothing to optimize. */
    MTOM
  }

  private final BindingSettings settings;

  private Binding(BindingSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns a binding for text without addressing.
   *
   * @param first the version that clients send, and that is used where the peer's is not known
   * @param more versions that services take too; each request is answered in its own version
   */
  public static Binding of(SoapVersion first, SoapVersion... more) {
    BindingSettings settings = new BindingSettings();
    settings.soapVersions = listOf(first, more);
    return new Binding(settings);
  }

  /** Returns what WCF's BasicHttpBinding speaks: SOAP 1.1 as text, without addressing. */
  public static Binding basicHttp() {
    return of(SoapVersion.SOAP_11);
  }

  /**
   * Returns what WCF's WSHttpBinding speaks without security: SOAP 1.2, WS-Addressing 1.0, text.
   */
  public static Binding wsHttp() {
    return of(SoapVersion.SOAP_12).withAddressing(AddressingVersion.WSA_10);
  }

  private static <T> List<T> listOf(T first, T[] more) {
    List<T> all = new ArrayList<>(List.of(more));
    all.add(0, first);
    return List.copyOf(all);
  }

  private Binding with(Consumer<BindingSettings> change) {
    BindingSettings copy = settings.copy();
    change.accept(copy);
    return new Binding(copy);
  }

  private Binding withText(UnaryOperator<TextEncoder> change) {
    UnaryOperator<TextEncoder> before = settings.text;
    return with(copy -> copy.text = encoder -> change.apply(before.apply(encoder)));
  }

  private Binding withMtom(UnaryOperator<MtomEncoder> change) {
    UnaryOperator<MtomEncoder> before = settings.mtom;
    return with(copy -> copy.mtom = encoder -> change.apply(before.apply(encoder)));
  }

  private Binding withClient(UnaryOperator<HttpRequestChannel> change) {
    UnaryOperator<HttpRequestChannel> before = settings.client;
    return with(copy -> copy.client = channel -> change.apply(before.apply(channel)));
  }

  private Binding withServer(UnaryOperator<SoapHttpHandler> change) {
    UnaryOperator<SoapHttpHandler> before = settings.server;
    return with(copy -> copy.server = handler -> change.apply(before.apply(handler)));
  }

  private Binding withAddressing(Consumer<AddressingLayer.Builder> change) {
    return with(copy -> copy.addressing = settings.addressing.andThen(change));
  }

  // WS-Addressing

  /**
   * Returns this binding with WS-Addressing.
   *
   * @param first the version that clients send
   * @param more versions that services take too; each request is answered in its own version
   */
  public Binding withAddressing(AddressingVersion first, AddressingVersion... more) {
    return with(copy -> copy.addressingVersions = listOf(first, more));
  }

  /** Returns this binding without WS-Addressing; its headers are not looked at then. */
  public Binding withoutAddressing() {
    return with(copy -> copy.addressingVersions = List.of());
  }

  /**
   * Returns this binding, whose services require addressing headers or not; they do by default. If
   * not, a request without addressing headers is answered without them.
   */
  public Binding withAddressingRequired(boolean value) {
    return withAddressing(layer -> layer.required(value));
  }

  /**
   * Returns this binding, whose services take these addresses in ReplyTo and FaultTo; any by
   * default. {@link ReplyAddressPolicy#NON_ANONYMOUS} is what WCF calls composite duplex (rule
   * R3514).
   */
  public Binding withReplyAddresses(ReplyAddressPolicy value) {
    return with(copy -> copy.replyAddresses = value);
  }

  /**
   * Returns this binding, whose services refuse requests without MessageID that want a reply
   * (R3321) or take them; they refuse them by default. WCF takes them.
   */
  public Binding withMessageIdRequired(boolean value) {
    return withAddressing(layer -> layer.messageIdRequired(value));
  }

  /**
   * Returns this binding, whose services refuse requests of WS-Addressing 2004/08 without ReplyTo
   * that want a reply (R3322) or take them; they refuse them by default. WS-Addressing 1.0 never
   * requires a ReplyTo.
   */
  public Binding withReplyToRequired(boolean value) {
    return withAddressing(layer -> layer.replyToRequired(value));
  }

  /**
   * Returns this binding, whose services take messages with these values of To; by default those
   * with the path of the endpoint.
   */
  public Binding withAddressFilter(AddressFilter value) {
    return withAddressing(layer -> layer.addressFilter(value));
  }

  /**
   * Returns this binding, whose services refuse requests with a MessageID that the memory has seen;
   * by default they do not remember any. One-way messages are not checked (B3312).
   */
  public Binding withMessageIdMemory(MessageIdMemory value) {
    return withAddressing(layer -> layer.refuseDuplicates(value));
  }

  /**
   * Returns this binding, whose clients make the MessageID of messages without one so; by default a
   * random {@code urn:uuid}. The supplier must be safe for use by several threads.
   */
  public Binding withMessageIds(Supplier<String> value) {
    return withAddressing(layer -> layer.messageIds(value));
  }

  /**
   * Returns this binding, whose clients give one-way messages a MessageID or not; by default yes.
   */
  public Binding withOneWayMessageIds(boolean value) {
    return withAddressing(layer -> layer.oneWayMessageIds(value));
  }

  /**
   * Returns this binding, which marks Action and To of messages it sends as mandatory headers or
   * not; by default yes, as WCF does.
   */
  public Binding withAddressingMustUnderstand(boolean value) {
    return withAddressing(layer -> layer.mustUnderstand(value));
  }

  // Encoders

  /** Returns this binding, which writes XML text. It reads MTOM packages too. */
  public Binding withText() {
    return with(copy -> copy.encoding = Encoding.TEXT);
  }

  /** Returns this binding, which writes MTOM packages. It reads text too. */
  public Binding withMtom() {
    return with(copy -> copy.encoding = Encoding.MTOM);
  }

  /**
   * Returns this binding with other encoders in place of text and MTOM. Include {@link
   * #textEncoder} or {@link #mtomEncoder} to keep those.
   *
   * @param first writes all messages, and reads those of its media types
   * @param more only read; the first one that reads a media type is used for it
   */
  public Binding withEncoders(MessageEncoder first, MessageEncoder... more) {
    return with(copy -> copy.encoders = listOf(first, more));
  }

  /** Returns this binding with other limits on envelopes that are read. */
  public Binding withXmlLimits(XmlLimits value) {
    return withText(encoder -> encoder.withLimits(value));
  }

  /** Returns this binding with another StAX implementation, and the limits set on that. */
  public Binding withStax(HardenedStax value) {
    return withText(encoder -> encoder.withStax(value));
  }

  /** Returns this binding, which writes text in another charset than UTF-8. */
  public Binding withCharset(Charset value) {
    return withText(encoder -> encoder.withCharset(value));
  }

  /** Returns this binding with other limits on MIME packages that are read. */
  public Binding withMimeLimits(MimeLimits value) {
    return withMtom(encoder -> encoder.withLimits(value));
  }

  /**
   * Returns this binding with another threshold for MTOM.
   *
   * @param bytes how long binary content must be to become a part (B4152); 0 for any
   * @throws IllegalArgumentException if it is negative
   */
  public Binding withMtomThreshold(int bytes) {
    mtomEncoder().withThreshold(bytes);
    return withMtom(encoder -> encoder.withThreshold(bytes));
  }

  /**
   * Returns this binding, which refuses MTOM packages that break rules R4131 to R4149 or reads what
   * it can of them; by default it reads what it can.
   */
  public Binding withStrictMtom(boolean value) {
    return withMtom(encoder -> encoder.withStrictReading(value));
  }

  /**
   * Returns this binding, which writes text instead of an MTOM package if no content becomes a
   * part, or not; by default it writes a package always, as WCF does.
   */
  public Binding withPackagesOnlyWhenUseful(boolean value) {
    return withMtom(encoder -> encoder.withPackagesOnlyWhenUseful(value));
  }

  /**
   * Returns this binding, which writes an empty CDATA section before text that begins with white
   * space in MTOM packages, or not; by default yes, because WCF's reader drops the white space
   * otherwise.
   */
  public Binding withLeadingWhitespaceProtected(boolean value) {
    return withMtom(encoder -> encoder.withLeadingWhitespaceProtected(value));
  }

  /** Returns this binding, which keeps large parts of MTOM packages in files of that directory. */
  public Binding withTemporaryDirectory(Path value) {
    return withMtom(encoder -> encoder.withTemporaryDirectory(value));
  }

  // HTTP

  /**
   * Returns this binding with other limits on HTTP messages and other deadlines; without it those
   * of the host apply, or {@link HttpLimits#DEFAULT}. {@link HttpLimits#deadline} is the time limit
   * of a client's call; {@link ClientChannel#withDeadline} sets it for some calls.
   */
  public Binding withHttpLimits(HttpLimits value) {
    return with(copy -> copy.httpLimits = value);
  }

  /**
   * Returns this binding, whose clients write the action parameter of SOAP 1.2 beside {@code
   * wsa:Action} or not; by default yes. WCF does not. Without addressing it is always written.
   */
  public Binding withActionParameter(boolean value) {
    return with(copy -> copy.actionParameter = value);
  }

  /**
   * Returns this binding, whose clients percent-encode {@code +} and {@code %} in the action that
   * HTTP carries, or not; by default not. A WCF service decodes both.
   */
  public Binding withEscapedAction(boolean value) {
    return withClient(channel -> channel.withEscapedAction(value));
  }

  /**
   * Returns this binding, whose clients send requests in gzip or not; by default not, since not
   * every server reads it. Services read gzip and deflate always.
   */
  public Binding withCompressedRequests(boolean value) {
    return withClient(channel -> channel.withCompressedRequests(value));
  }

  /**
   * Returns this binding, whose clients ask for replies in gzip and whose services send them to
   * clients that ask, or not; by default not.
   */
  public Binding withCompressedReplies(boolean value) {
    return withClient(channel -> channel.withCompressedReplies(value))
        .withServer(handler -> handler.withCompressedReplies(value));
  }

  /** Returns this binding, whose services answer faults with another HTTP status than 500. */
  public Binding withFaultStatus(FaultStatus value) {
    return withServer(handler -> handler.withFaultStatus(value));
  }

  // Layers

  /**
   * Returns this binding, whose application understands header blocks of these names too, besides
   * those that layers and operations understand. A client needs it to take replies with mandatory
   * headers that no layer knows.
   */
  public Binding withUnderstood(QName... headers) {
    Set<QName> more = new HashSet<>(settings.understood);
    more.addAll(List.of(headers));
    return with(copy -> copy.understood = Set.copyOf(more));
  }

  /** Returns this binding with one more layer, below those added before and above addressing. */
  public Binding withLayer(Layer value) {
    List<Layer> more = new ArrayList<>(settings.layers);
    more.add(value);
    return with(copy -> copy.layers = List.copyOf(more));
  }

  /** Returns the SOAP version that clients send. */
  public SoapVersion soapVersion() {
    return settings.soapVersions.get(0);
  }

  /** Returns the WS-Addressing version that clients send, if addressing is in use. */
  public Optional<AddressingVersion> addressingVersion() {
    return settings.addressingVersions.stream().findFirst();
  }

  /** Returns which addresses services take in ReplyTo and FaultTo. */
  public ReplyAddressPolicy replyAddresses() {
    return settings.replyAddresses;
  }

  /** Returns how messages are written, unless {@link #withEncoders} replaced the encoders. */
  public Encoding encoding() {
    return settings.encoding;
  }

  /** Returns the limits on HTTP messages, if the binding has its own. */
  public Optional<HttpLimits> httpLimits() {
    return Optional.ofNullable(settings.httpLimits);
  }

  /** Returns the text encoder with the settings of this binding. */
  public TextEncoder textEncoder() {
    return settings.textEncoder();
  }

  /** Returns the MTOM encoder with the settings of this binding. */
  public MtomEncoder mtomEncoder() {
    return settings.mtomEncoder();
  }

  /** Returns the stack of a service. */
  public MessageStack service(Dispatcher dispatcher) {
    return service(dispatcher, FaultMapper.standard());
  }

  /** Returns the stack of a service with another mapping from failures to faults. */
  public MessageStack service(Dispatcher dispatcher, FaultMapper faultMapper) {
    return stack(dispatcher, faultMapper, settings.addressing());
  }

  /**
   * Returns the stack of a service whose replies go to the address that the request asks for in
   * ReplyTo or FaultTo, if the policy of the channels permits it. Has no effect without addressing.
   *
   * @param outbound the channels for such replies; they stay open
   * @param processing runs the operations of requests whose replies leave on such a channel; should
   *     reject them when too many wait
   */
  public MessageStack service(
      Dispatcher dispatcher,
      FaultMapper faultMapper,
      OutboundChannels outbound,
      Executor processing) {
    return stack(
        dispatcher,
        faultMapper,
        settings
            .addressing()
            .map(layer -> layer.decoupledReplies(outbound.routes(this), processing)));
  }

  private MessageStack stack(
      Dispatcher dispatcher,
      FaultMapper faultMapper,
      Optional<AddressingLayer.Builder> addressing) {
    MessageStack.Builder stack = settings.stack().dispatcher(dispatcher).faultMapper(faultMapper);
    addressing.map(AddressingLayer.Builder::build).ifPresent(stack::layer);
    return stack.build();
  }

  /** Returns the stack of a client of an endpoint. */
  public MessageStack client(URI endpoint) {
    return client(EndpointReference.of(endpoint.toString()));
  }

  /**
   * Returns the stack of a client of an endpoint. With addressing the reference parameters of the
   * endpoint become headers.
   */
  public MessageStack client(EndpointReference endpoint) {
    MessageStack.Builder stack = settings.stack();
    settings.addressing().map(layer -> layer.destination(endpoint).build()).ifPresent(stack::layer);
    return stack.build();
  }

  /**
   * Returns a channel to an endpoint with an HTTP client of its own, which is closed with the
   * channel. Use one channel for many calls: see {@link ClientChannel}.
   *
   * @throws IllegalArgumentException unless the address is one of http or https with a host, and
   *     without user and password
   */
  public ClientChannel channel(URI endpoint) {
    HttpSender sender = ApacheHttpSender.start(httpLimits().orElse(HttpLimits.DEFAULT), false);
    try {
      return channel(EndpointReference.of(endpoint.toString()), endpoint, sender, sender::close);
    } catch (RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  /**
   * Returns a channel to an endpoint with an HTTP client that may be shared and stays open.
   *
   * @throws IllegalArgumentException as in {@link #channel(URI)}
   */
  public ClientChannel channel(URI endpoint, HttpSender sender) {
    return channel(EndpointReference.of(endpoint.toString()), endpoint, sender);
  }

  /**
   * Returns a channel to an endpoint behind another address, such as that of a gateway.
   *
   * @param endpoint becomes {@code wsa:To} and, for its reference parameters, headers
   * @param via where messages are sent to
   * @param sender may be shared and stays open
   * @throws IllegalArgumentException as in {@link #channel(URI)}
   */
  public ClientChannel channel(EndpointReference endpoint, URI via, HttpSender sender) {
    return channel(endpoint, via, sender, () -> {});
  }

  private ClientChannel channel(
      EndpointReference endpoint, URI via, HttpSender sender, Runnable owned) {
    MessageStack stack = client(endpoint);
    RequestChannel transport = settings.transport(via, stack, sender, HttpLimits.DEFAULT);
    return new BindingChannel(soapVersion(), stack.channel(transport), null, owned);
  }

  /**
   * Returns a channel to a service in this process. Messages are encoded and decoded as over a
   * socket, but HTTP is left out: for tests.
   */
  public ClientChannel loopback(Dispatcher dispatcher) {
    MessageStack client = client(URI.create("http://loopback.invalid/"));
    RequestChannel transport =
        new LoopbackChannel(client.encoders().writing(), service(dispatcher));
    return new BindingChannel(soapVersion(), client.channel(transport), null, () -> {});
  }

  /**
   * Returns the transport of a client: encoders and HTTP settings of this binding, no layers. For
   * intermediaries and for stacks put together by hand.
   *
   * @param sender may be shared and stays open
   * @throws IllegalArgumentException as in {@link #channel(URI)}
   */
  public HttpRequestChannel transport(URI uri, HttpSender sender) {
    return settings.transport(uri, settings.stack().build(), sender, HttpLimits.DEFAULT);
  }

  BindingSettings settings() {
    return settings;
  }

  /** Returns versions and encoding, such as "SOAP 1.2, WS-Addressing 1.0, MTOM". */
  @Override
  public String toString() {
    return settings.toString();
  }
}
