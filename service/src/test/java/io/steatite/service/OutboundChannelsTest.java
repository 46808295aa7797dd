package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.EndpointReference;
import io.steatite.transport.http.destination.ForbiddenDestinationException;
import io.steatite.transport.http.destination.OutboundPolicy;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboundChannelsTest {
  private static final OutboundPolicy PARTNERS =
      OutboundPolicy.allowing("http://partner.example:*");

  @Test
  void anAddressThatThePolicyDoesNotPermitHasNoRouteAndNoChannel() {
    try (OutboundChannels outbound = OutboundChannels.start(PARTNERS)) {
      assertThat(outbound.routes(Binding.wsHttp()).to("http://stranger.example/")).isEmpty();
      assertThat(outbound.routes(Binding.wsHttp()).to("http://partner.example/")).isPresent();
      EndpointReference stranger = EndpointReference.of("http://stranger.example/");
      assertThatThrownBy(() -> outbound.channel(Binding.wsHttp(), stranger))
          .isInstanceOf(ForbiddenDestinationException.class);
    }
  }

  @Test
  void aReferenceParameterOfTheInfrastructureIsRefused() {
    QName signature = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature", "ds");
    EndpointReference harmful =
        EndpointReference.of("http://partner.example/").withReferenceParameter(signature, "x");
    try (OutboundChannels outbound = OutboundChannels.start(PARTNERS)) {
      assertThatThrownBy(() -> outbound.channel(Binding.wsHttp(), harmful))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Signature");
    }
  }
}
