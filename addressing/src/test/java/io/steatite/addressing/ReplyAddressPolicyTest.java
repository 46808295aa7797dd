package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The policy of an endpoint for the addresses in ReplyTo and FaultTo. */
class ReplyAddressPolicyTest {
  private static final String OTHER_ADDRESS = "http://client.example/";

  private static Service service(Versions versions, ReplyAddressPolicy addresses) {
    return new Service(versions, AddressingLayer.builder(versions.wsa()).replyAddresses(addresses));
  }

  private static HeaderBlock reference(Service service, String name, String address) {
    return service.reference(name, EndpointReference.of(address));
  }

  @Requirement({"R3515", "R3516"})
  @Versions.Each
  void anonymousPolicyRefusesOtherAddresses(Versions versions) throws IOException {
    Service service = service(versions, ReplyAddressPolicy.ANONYMOUS);

    assertThat(service.request(service.good(ECHO)).isFault()).isFalse();
    for (String name : List.of("ReplyTo", "FaultTo")) {
      Message fault = service.request(service.good(ECHO, reference(service, name, OTHER_ADDRESS)));
      assertThatFault(fault, versions).isInvalidHeader("OnlyAnonymousAddressSupported", name);
    }
    assertThat(service.received).hasSize(1);
  }

  @Versions.Each
  void anyMeansAnonymousWithoutDecoupledReplies(Versions versions) throws IOException {
    Service service = new Service(versions);

    for (String name : List.of("ReplyTo", "FaultTo")) {
      Message fault = service.request(service.good(ECHO, reference(service, name, OTHER_ADDRESS)));

      assertThatFault(fault, versions)
          .isInvalidHeader("OnlyAnonymousAddressSupported", name)
          .hasReasonContaining(OTHER_ADDRESS);
    }
    assertThat(service.received).isEmpty();
  }

  @Requirement("R3514")
  @Versions.Each
  void nonAnonymousPolicyRefusesTheAnonymousAddress(Versions versions) throws IOException {
    Service service = service(versions, ReplyAddressPolicy.NON_ANONYMOUS);

    Message anonymous = service.request(service.good(ECHO));
    Message missing = service.request(service.action(ECHO), service.messageId(), service.to());

    assertThatFault(anonymous, versions)
        .isInvalidHeader("OnlyNonAnonymousAddressSupported", "ReplyTo");
    if (versions.is10()) {
      assertThatFault(missing, versions)
          .isInvalidHeader("OnlyNonAnonymousAddressSupported", "ReplyTo");
    } else {
      assertThatFault(missing, versions).isRequired("ReplyTo");
    }
    assertThat(service.received).isEmpty();
  }

  @Versions.Each
  void missingReplyToMeansAnonymousIfItIsNotRequired(Versions versions) throws IOException {
    for (ReplyAddressPolicy addresses : ReplyAddressPolicy.values()) {
      Service service =
          new Service(
              versions,
              AddressingLayer.builder(versions.wsa())
                  .replyAddresses(addresses)
                  .replyToRequired(false));

      Message reply = service.request(service.action(ECHO), service.messageId(), service.to());

      if (addresses == ReplyAddressPolicy.NON_ANONYMOUS) {
        assertThatFault(reply, versions)
            .isInvalidHeader("OnlyNonAnonymousAddressSupported", "ReplyTo");
      } else {
        assertThat(reply.isFault()).as(addresses.name()).isFalse();
      }
    }
  }

  @Versions.Each
  void policyAppliesToFaultTo(Versions versions) throws IOException {
    Service service = service(versions, ReplyAddressPolicy.NON_ANONYMOUS);

    Message fault =
        service.request(
            service.good(
                ECHO,
                reference(service, "ReplyTo", OTHER_ADDRESS),
                reference(service, "FaultTo", versions.wsa().anonymous())));

    assertThatFault(fault, versions).isInvalidHeader("OnlyNonAnonymousAddressSupported", "FaultTo");
  }

  @Versions.Each
  void everyPolicyAcceptsNone(Versions versions) throws IOException {
    for (String none : versions.wsa().none().stream().toList()) {
      for (ReplyAddressPolicy addresses : ReplyAddressPolicy.values()) {
        Service service = service(versions, addresses);

        service.send(service.good(ECHO, reference(service, "ReplyTo", none)));

        assertThat(service.received).as(addresses.name()).hasSize(1);
      }
    }
  }

  @Versions.Each
  void policyIgnoresOneWayMessages(Versions versions) throws IOException {
    for (ReplyAddressPolicy addresses : ReplyAddressPolicy.values()) {
      Service service = service(versions, addresses);

      service.send(service.action(NOTIFY), service.to());
      service.send(service.good(NOTIFY, reference(service, "ReplyTo", OTHER_ADDRESS)));

      assertThat(service.received).as(addresses.name()).hasSize(2);
    }
  }

  @Versions.Each
  void anonymousPolicyAsksForNoRoute(Versions versions) throws IOException {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa())
                .replyAddresses(ReplyAddressPolicy.ANONYMOUS)
                .decoupledReplies(
                    address -> {
                      throw new AssertionError("asked for " + address);
                    },
                    Runnable::run));

    HeaderBlock[] headers = service.good(ECHO, reference(service, "ReplyTo", OTHER_ADDRESS));

    assertThat(Stream.of(service.request(headers)).allMatch(Message::isFault)).isTrue();
  }
}
