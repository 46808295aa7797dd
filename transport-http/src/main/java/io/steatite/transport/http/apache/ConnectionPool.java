package io.steatite.transport.http.apache;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool of connections: at most 100 to one server and 200 in all. It uses only what every
 * version of HttpClient from 5.4 on has.
 */
final class ConnectionPool {
  private static final int MOST_PER_SERVER = 100;
  private static final int MOST = 200;

  /** Bytes, for what is read and what is written, and so for the chunks of an entity. */
  private static final int BUFFER = 16 << 10;

  private ConnectionPool() {}

  /** Connections to the addresses of the system's resolver. */
  static PoolingHttpClientConnectionManager open(HttpLimits limits) {
    boolean direct = System.getProperty("socksProxyHost") == null;
    return pool(
        limits,
        direct ? unused -> channel() : unused -> new Socket(),
        SystemDefaultDnsResolver.INSTANCE);
  }

  /**
   * Connections to addresses that the policy has checked, and to no other: the policy resolves the
   * names, and a proxy that the JVM is configured with is not used.
   */
  static PoolingHttpClientConnectionManager guarded(OutboundPolicy policy, HttpLimits limits) {
    return pool(limits, unused -> channel(), new CheckedAddresses(policy));
  }

  /** A socket with a channel, which {@link StaleCheck} needs. It uses no proxy. */
  private static Socket channel() throws IOException {
    return SocketChannel.open().socket();
  }

  private static PoolingHttpClientConnectionManager pool(
      HttpLimits limits, DetachedSocketFactory sockets, DnsResolver resolver) {
    TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                sockets,
                DefaultSchemePortResolver.INSTANCE,
                resolver,
                RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build()),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            connections(limits));
    pool.setMaxTotal(MOST);
    pool.setDefaultMaxPerRoute(MOST_PER_SERVER);
    return pool;
  }

  private static ManagedHttpClientConnectionFactory connections(HttpLimits limits) {
    Http1Config config =
        Http1Config.custom()
            .setBufferSize(BUFFER)
            .setChunkSizeHint(BUFFER)
            .setMaxHeaderCount(limits.headerFields())
            .setMaxLineLength(limits.headerBytes())
            .build();
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(config)
        .responseParserFactory(CompleteHead::parser)
        .build();
  }

  /** HttpClient connects to what this returns, and asks once for each connection. */
  private record CheckedAddresses(OutboundPolicy policy) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return policy.resolve(host).toArray(InetAddress[]::new);
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
