package io.steatite.service;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.ReplyAddresses;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How two sides have agreed to talk: the version of SOAP, the version of WS-Addressing if any, and
 * the encoding. Both sides of a conversation use equal bindings.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Binding {
  /** How messages become bytes. */
  public enum Encoding {
    /** XML text. */
    TEXT,
    /** XOP packages, also where there is nothing to optimize. */
    MTOM
  }

  private final SoapVersion soapVersion;
  private final @Nullable AddressingVersion addressingVersion;
  private final ReplyAddresses replyAddresses;
  private final Encoding encoding;

  private Binding(
      SoapVersion soapVersion,
      @Nullable AddressingVersion addressingVersion,
      ReplyAddresses replyAddresses,
      Encoding encoding) {
    this.soapVersion = soapVersion;
    this.addressingVersion = addressingVersion;
    this.replyAddresses = replyAddresses;
    this.encoding = encoding;
  }

  /** Text, without addressing. */
  public static Binding of(SoapVersion soapVersion) {
    return new Binding(soapVersion, null, ReplyAddresses.ANY, Encoding.TEXT);
  }

  /** What WCF's BasicHttpBinding speaks: SOAP 1.1 as text, without addressing. */
  public static Binding basicHttp() {
    return of(SoapVersion.SOAP_11);
  }

  /** What WCF's WSHttpBinding speaks without security: SOAP 1.2 as text, WS-Addressing 1.0. */
  public static Binding wsHttp() {
    return of(SoapVersion.SOAP_12).addressing(AddressingVersion.WSA_10);
  }

  /** This binding with addressing of that version. */
  public Binding addressing(AddressingVersion version) {
    return new Binding(soapVersion, version, replyAddresses, encoding);
  }

  /**
   * This binding, whose services take these addresses in ReplyTo and FaultTo; any by default. With
   * {@link ReplyAddresses#NON_ANONYMOUS} it is what WCF calls composite duplex (rule R3514).
   */
  public Binding replyAddresses(ReplyAddresses value) {
    return new Binding(soapVersion, addressingVersion, value, encoding);
  }

  /** This binding with messages as XOP packages. */
  public Binding mtom() {
    return new Binding(soapVersion, addressingVersion, replyAddresses, Encoding.MTOM);
  }

  /** The version of SOAP. */
  public SoapVersion soapVersion() {
    return soapVersion;
  }

  /** The version of WS-Addressing, if it is in use. */
  public Optional<AddressingVersion> addressingVersion() {
    return Optional.ofNullable(addressingVersion);
  }

  /** Which addresses its services take in ReplyTo and FaultTo. */
  public ReplyAddresses replyAddresses() {
    return replyAddresses;
  }

  /** The encoding. */
  public Encoding encoding() {
    return encoding;
  }

  /** The stack of a service that speaks so. */
  public MessageStack service(Dispatcher dispatcher) {
    MessageStack.Builder stack = stack().dispatcher(dispatcher);
    addressingVersion().map(this::layer).ifPresent(layer -> stack.layer(layer.build()));
    return stack.build();
  }

  private AddressingLayer.Builder layer(AddressingVersion version) {
    return AddressingLayer.builder(version).replyAddresses(replyAddresses);
  }

  /**
   * The stack of a service that speaks so and whose replies may leave elsewhere, if the request
   * asks for that and the policy of those channels permits it. Without addressing none does.
   *
   * @param outbound the ways on which they leave; stays open
   */
  public MessageStack service(Dispatcher dispatcher, OutboundChannels outbound) {
    MessageStack.Builder stack = stack().dispatcher(dispatcher);
    addressingVersion()
        .map(this::layer)
        .map(layer -> layer.decoupledReplies(outbound.routes(this), outbound.executor()).build())
        .ifPresent(stack::layer);
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
    addressingVersion()
        .map(version -> AddressingLayer.of(version, endpoint))
        .ifPresent(stack::layer);
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
    return stack.channel(HttpRequestChannel.to(endpoint, stack, sender));
  }

  /** The lowest floor: the encoders. */
  MessageStack.Builder stack() {
    TextEncoder text = TextEncoder.of(soapVersion);
    MessageEncoder mtom = MtomEncoder.of(text);
    return encoding == Encoding.MTOM
        ? MessageStack.builder().encoder(mtom)
        : MessageStack.builder().encoder(text).alsoReading(mtom);
  }

  /** Version, addressing and encoding, as in "SOAP 1.2, WS-Addressing 1.0, MTOM". */
  @Override
  public String toString() {
    return soapVersion
        + ", "
        + (addressingVersion == null ? "no addressing" : addressingVersion)
        + ", "
        + (encoding == Encoding.MTOM ? "MTOM" : "text");
  }
}
