package io.steatite.transport.http.apache;

import io.steatite.transport.http.ForbiddenDestinationException;
import io.steatite.transport.http.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;

/**
 * Connections that lead to the addresses that a policy has checked, and to no other: names are
 * resolved by the policy, and no proxy that the JVM may have been told of stands in between.
 */
final class GuardedConnections extends PoolingHttpClientConnectionManagerBuilder {
  private final OutboundPolicy policy;

  GuardedConnections(OutboundPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      SchemePortResolver ports, DnsResolver unused, TlsSocketStrategy tls) {
    return new DefaultHttpClientConnectionOperator(
        proxy -> new Socket(Proxy.NO_PROXY),
        ports,
        new CheckedAddresses(policy),
        RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
  }

  /** Why the policy refused, if that is why a call failed. */
  static Optional<ForbiddenDestinationException> refusal(IOException failure) {
    return failure.getCause() instanceof ForbiddenDestinationException refusal
        ? Optional.of(refusal)
        : Optional.empty();
  }

  /** HttpClient connects to what this says, and asks once for each connection. */
  private record CheckedAddresses(OutboundPolicy policy) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      try {
        return policy.resolve(host).toArray(InetAddress[]::new);
      } catch (UnknownHostException e) {
        throw e;
      } catch (IOException e) {
        UnknownHostException refused = new UnknownHostException(host);
        refused.initCause(e);
        throw refused;
      }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
