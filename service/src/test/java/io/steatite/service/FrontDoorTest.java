package io.steatite.service;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingLayer;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.SoapHttpHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting of the parts that a stack is made of can be set on a binding or a host. */
class FrontDoorTest {
  private static final List<Class<?>> PARTS =
      List.of(
          TextEncoder.class,
          MtomEncoder.class,
          MessageStack.Builder.class,
          AddressingLayer.Builder.class,
          HttpRequestChannel.class,
          SoapHttpHandler.class,
          ServerSettings.Builder.class);

  /** Which method of the front door covers a setting. */
  private static final Map<String, String> COVERED =
      Map.ofEntries(
          entry("TextEncoder.withLimits", "Binding.withXmlLimits"),
          entry("TextEncoder.withStax", "Binding.withStax"),
          entry("TextEncoder.withCharset", "Binding.withCharset"),
          entry("MtomEncoder.withLimits", "Binding.withMimeLimits"),
          entry("MtomEncoder.withThreshold", "Binding.withMtomThreshold"),
          entry("MtomEncoder.withTemporaryDirectory", "Binding.withTemporaryDirectory"),
          entry("MtomEncoder.withStrictReading", "Binding.withStrictMtom"),
          entry("MtomEncoder.withPackagesOnlyWhenUseful", "Binding.withPackagesOnlyWhenUseful"),
          entry(
              "MtomEncoder.withLeadingWhitespaceProtected",
              "Binding.withLeadingWhitespaceProtected"),
          entry("MessageStack.Builder.dispatcher", "ServiceHost.Builder.endpoint"),
          entry("MessageStack.Builder.layer", "Binding.withLayer"),
          entry("MessageStack.Builder.encoder", "Binding.withEncoders"),
          entry("MessageStack.Builder.alsoReading", "Binding.withEncoders"),
          entry("MessageStack.Builder.understanding", "Binding.withUnderstood"),
          entry("MessageStack.Builder.faultMapper", "ServiceHost.Builder.faultMapper"),
          entry("AddressingLayer.Builder.destination", "Binding.channel"),
          entry("AddressingLayer.Builder.mustUnderstand", "Binding.withAddressingMustUnderstand"),
          entry("AddressingLayer.Builder.messageIds", "Binding.withMessageIds"),
          entry("AddressingLayer.Builder.oneWayMessageIds", "Binding.withOneWayMessageIds"),
          entry("AddressingLayer.Builder.required", "Binding.withAddressingRequired"),
          entry("AddressingLayer.Builder.messageIdRequired", "Binding.withMessageIdRequired"),
          entry("AddressingLayer.Builder.replyToRequired", "Binding.withReplyToRequired"),
          entry("AddressingLayer.Builder.addressFilter", "Binding.withAddressFilter"),
          entry("AddressingLayer.Builder.refuseDuplicates", "Binding.withMessageIdMemory"),
          entry("AddressingLayer.Builder.replyAddresses", "Binding.withReplyAddresses"),
          entry("AddressingLayer.Builder.decoupledReplies", "ServiceHost.Builder.decoupledReplies"),
          entry("HttpRequestChannel.withLimits", "Binding.withHttpLimits"),
          entry("HttpRequestChannel.withEscapedAction", "Binding.withEscapedAction"),
          entry("HttpRequestChannel.withCompressedRequests", "Binding.withCompressedRequests"),
          entry("HttpRequestChannel.withCompressedReplies", "Binding.withCompressedReplies"),
          entry("HttpRequestChannel.withActionParameter", "Binding.withActionParameter"),
          entry("SoapHttpHandler.withLimits", "Binding.withHttpLimits"),
          entry("SoapHttpHandler.withFaultStatus", "Binding.withFaultStatus"),
          entry("SoapHttpHandler.withCompressedReplies", "Binding.withCompressedReplies"),
          entry("ServerSettings.Builder.address", "ServiceHost.Builder.address"),
          entry("ServerSettings.Builder.limits", "ServiceHost.Builder.limits"),
          entry("ServerSettings.Builder.grace", "ServiceHost.Builder.grace"),
          entry("ServerSettings.Builder.concurrency", "ServiceHost.Builder.concurrency"),
          entry(
              "ServerSettings.Builder.connectionsPerAddress",
              "ServiceHost.Builder.connectionsPerAddress"));

  /** Which settings the front door leaves out, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "ServerSettings.Builder.account",
          "a host makes its account from ServiceHost.Builder.memory and disk");

  @Test
  void everySettingOfAPartIsCoveredOrLeftOutForAReason() {
    Set<String> known = new TreeSet<>(COVERED.keySet());
    known.addAll(LEFT_OUT.keySet());
    Set<String> settings =
        PARTS.stream().flatMap(FrontDoorTest::settings).collect(toCollection(TreeSet::new));
    assertThat(known).isEqualTo(settings);
  }

  @Test
  void everyMethodNamedAsCoveringExists() {
    List<String> door = new ArrayList<>();
    for (Class<?> type : List.of(Binding.class, ServiceHost.Builder.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          door.add(name(type) + '.' + method.getName());
        }
      }
    }
    assertThat(door).containsAll(COVERED.values());
  }

  /** Methods that return the type they belong to: setters of builders, copies of values. */
  private static Stream<String> settings(Class<?> part) {
    return Stream.of(part.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == part && method.getParameterCount() > 0)
        .map(method -> name(part) + '.' + method.getName());
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + '.' + type.getSimpleName();
  }
}
