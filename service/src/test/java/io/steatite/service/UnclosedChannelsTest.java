package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.stack.TransportException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnclosedChannelsTest {
  private static final int CHANNELS = 1000;

  @Test
  void unclosedChannelsDoNotKeepAThreadEach() throws Exception {
    URI gone;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
    long before = threads();
    List<ClientChannel> unclosed = new ArrayList<>(CHANNELS);
    try {
      for (int i = 0; i < CHANNELS; i++) {
        ClientChannel channel = Binding.basicHttp().channel(gone);
        unclosed.add(channel);
        assertThatThrownBy(() -> channel.send("urn:any", Body.empty()))
            .isInstanceOf(TransportException.class);
      }
      assertThat(threads() - before).isLessThan(10);
    } finally {
      unclosed.forEach(ClientChannel::close);
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().size();
  }
}
