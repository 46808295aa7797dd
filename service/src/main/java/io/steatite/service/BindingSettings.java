package io.steatite.service;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.SoapHttpHandler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Binding}, and what is built from them. Not changed once a binding has
 * them. A setting of an encoder, a channel or a layer is kept as the change to make to it.
 */
final class BindingSettings {
  List<SoapVersion> soapVersions = List.of();
  List<AddressingVersion> addressingVersions = List.of();
  ReplyAddressPolicy replyAddresses = ReplyAddressPolicy.ANY;
  Binding.Encoding encoding = Binding.Encoding.TEXT;
  List<MessageEncoder> encoders = List.of();
  @Nullable HttpLimits httpLimits;
  boolean actionParameter = true;
  Set<QName> understood = Set.of();
  List<Layer> layers = List.of();

  UnaryOperator<TextEncoder> text = encoder -> encoder;
  UnaryOperator<MtomEncoder> mtom = encoder -> encoder;
  UnaryOperator<HttpRequestChannel> client = channel -> channel;
  UnaryOperator<SoapHttpHandler> server = handler -> handler;
  Consumer<AddressingLayer.Builder> addressing = layer -> {};

  BindingSettings copy() {
    BindingSettings copy = new BindingSettings();
    copy.soapVersions = soapVersions;
    copy.addressingVersions = addressingVersions;
    copy.replyAddresses = replyAddresses;
    copy.encoding = encoding;
    copy.encoders = encoders;
    copy.httpLimits = httpLimits;
    copy.actionParameter = actionParameter;
    copy.understood = understood;
    copy.layers = layers;
    copy.text = text;
    copy.mtom = mtom;
    copy.client = client;
    copy.server = server;
    copy.addressing = addressing;
    return copy;
  }

  TextEncoder textEncoder() {
    SoapVersion[] more = soapVersions.stream().skip(1).toArray(SoapVersion[]::new);
    return text.apply(TextEncoder.of(soapVersions.get(0), more));
  }

  MtomEncoder mtomEncoder() {
    return mtom.apply(MtomEncoder.of(textEncoder()));
  }

  /** Returns the encoders: the first one writes, all read. */
  private List<MessageEncoder> encoders() {
    if (!encoders.isEmpty()) {
      return encoders;
    }
    return encoding == Binding.Encoding.MTOM
        ? List.of(mtomEncoder()) // which reads text too
        : List.of(textEncoder(), mtomEncoder());
  }

  /** Returns a builder of the addressing layer, if addressing is in use. */
  Optional<AddressingLayer.Builder> addressing() {
    if (addressingVersions.isEmpty()) {
      return Optional.empty();
    }
    AddressingVersion[] more =
        addressingVersions.stream().skip(1).toArray(AddressingVersion[]::new);
    AddressingLayer.Builder layer = AddressingLayer.builder(addressingVersions.get(0), more);
    addressing.accept(layer);
    return Optional.of(layer.replyAddresses(replyAddresses));
  }

  /** Returns a builder of a stack that has the encoders and the added layers. */
  MessageStack.Builder stack() {
    MessageStack.Builder stack =
        MessageStack.builder().understanding(understood.toArray(QName[]::new));
    layers.forEach(stack::layer);
    List<MessageEncoder> all = encoders();
    stack.encoder(all.get(0));
    all.stream().skip(1).forEach(stack::alsoReading);
    return stack;
  }

  /**
   * Returns the transport of a client.
   *
   * @param stack has the encoders
   * @param otherwise the limits if the binding has none
   */
  HttpRequestChannel transport(
      URI uri, MessageStack stack, HttpSender sender, HttpLimits otherwise) {
    return client
        .apply(HttpRequestChannel.to(uri, stack, sender))
        .withLimits(httpLimits == null ? otherwise : httpLimits)
        .withActionParameter(actionParameter || addressingVersions.isEmpty());
  }

  /**
   * Returns the HTTP handler of a service.
   *
   * @param otherwise the limits if the binding has none
   */
  SoapHttpHandler handler(MessageStack stack, HttpLimits otherwise) {
    return server
        .apply(SoapHttpHandler.of(stack))
        .withLimits(httpLimits == null ? otherwise : httpLimits);
  }

  @Override
  public String toString() {
    String versions = addressingVersions.isEmpty() ? "no addressing" : joined(addressingVersions);
    String writing = encoding == Binding.Encoding.MTOM ? "MTOM" : "text";
    return joined(soapVersions)
        + ", "
        + versions
        + ", "
        + (encoders.isEmpty() ? writing : encoders.get(0).toString());
  }

  private static String joined(List<?> versions) {
    return String.join(" or ", versions.stream().map(Object::toString).toList());
  }
}
