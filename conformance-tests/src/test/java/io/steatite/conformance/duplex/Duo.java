package io.steatite.conformance.duplex;

import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.service.Binding;
import io.steatite.service.OutboundChannels;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two sides that speak one pair of versions, and their words as they stand on the wire. */
record Duo(SoapVersion soap, AddressingVersion wsa) {
  static final String CALLBACK = "urn:test:Callback";

  /** A test that runs for each pair; its parameter is one. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @MethodSource("io.steatite.conformance.duplex.Duo#all")
  @interface Each {}

  static Stream<Duo> all() {
    return Arrays.stream(SoapVersion.values())
        .flatMap(soap -> Arrays.stream(AddressingVersion.values()).map(wsa -> new Duo(soap, wsa)));
  }

  Binding binding() {
    return Binding.of(soap).withAddressing(wsa);
  }

  boolean is10() {
    return wsa == AddressingVersion.WSA_10;
  }

  /** What may be sent to where the tests listen. */
  static OutboundPolicy loopback() {
    return OutboundPolicy.allowing("http://127.0.0.1:*").allowNetwork("127.0.0.0/8");
  }

  static OutboundChannels toLoopback() {
    return OutboundChannels.start(loopback());
  }

  Message echo(String text) {
    return Message.of(soap, Body.of(EchoService.name("Echo"), text)).withAction(EchoService.ECHO);
  }

  Message notice(String text) {
    return Message.of(soap, Body.of(EchoService.name("Notify"), text))
        .withAction(EchoService.NOTIFY);
  }

  Message callback(String text) {
    return Message.of(soap, Body.of(EchoService.name("Callback"), text)).withAction(CALLBACK);
  }

  static String text(Message message) throws Exception {
    return message.body().reader().getElementText();
  }

  String contentType() {
    return soap.mediaType() + "; charset=utf-8";
  }

  /** An envelope with these headers, the prefix {@code a} bound to addressing. */
  String envelope(String headers, String body) {
    return "<s:Envelope xmlns:s='%s' xmlns:a='%s'><s:Header>%s</s:Header><s:Body>%s</s:Body></s:Envelope>"
        .formatted(soap.namespace(), wsa.namespace(), headers, body);
  }

  String echoBody(String text) {
    return "<e:Echo xmlns:e='%s'>%s</e:Echo>".formatted(EchoService.NAMESPACE, text);
  }

  static String header(String name, String text) {
    return "<a:%s>%s</a:%s>".formatted(name, text, name);
  }

  static String reference(String name, String address, String parameters) {
    return header(
        name,
        header("Address", address)
            + (parameters.isEmpty() ? "" : header("ReferenceParameters", parameters)));
  }

  /** A reply to a message, as another stack would write it. */
  String reply(String to, String relatesTo, String text) {
    return envelope(
        header("Action", EchoService.ECHO + "Response")
            + header("RelatesTo", relatesTo)
            + header("To", to),
        echoBody(text));
  }

  EndpointReference anonymous() {
    return EndpointReference.anonymous(wsa);
  }

  @Override
  public String toString() {
    return soap + ", " + wsa;
  }
}
