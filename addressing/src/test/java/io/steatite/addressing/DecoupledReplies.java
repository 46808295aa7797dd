package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Routes that record the replies sent on them, and an executor that a test drives by hand. */
final class DecoupledReplies implements ReplyRoutes {
  static final String LISTENER = "http://client.example/replies";
  static final String OTHER = "http://client.example/faults";

  final Versions versions;
  final ManualExecutor executor = new ManualExecutor();
  final List<String> asked = new ArrayList<>();
  final List<String> sentTo = new ArrayList<>();
  final List<Message> sent = new ArrayList<>();
  final List<Deadline> deadlines = new ArrayList<>();
  int open;
  boolean broken;

  DecoupledReplies(Versions versions) {
    this.versions = versions;
  }

  /** Returns a service with these routes and this executor. */
  Service service() {
    return new Service(
        versions, AddressingLayer.builder(versions.wsa()).decoupledReplies(this, executor));
  }

  static HeaderBlock replyTo(Service service, String address) {
    return service.reference(
        "ReplyTo",
        EndpointReference.of(address).withReferenceParameter(Service.PARAMETER, "reply parameter"));
  }

  static HeaderBlock faultTo(Service service, String address) {
    return service.reference(
        "FaultTo",
        EndpointReference.of(address).withReferenceParameter(Service.PARAMETER, "fault parameter"));
  }

  @Override
  public Optional<RequestChannel> to(String address) {
    asked.add(address);
    if (!address.startsWith("http://client.example/")) {
      return Optional.empty();
    }
    open++;
    return Optional.of(new Channel(address));
  }

  /** Returns the only reply that was sent, parsed from its bytes; all channels must be closed. */
  Message only() throws IOException {
    assertThat(sent).hasSize(1);
    assertThat(open).as("open channels").isZero();
    return sent.get(0);
  }

  private final class Channel implements RequestChannel {
    private final String address;

    Channel(String address) {
      this.address = address;
    }

    @Override
    public Message request(Message request) {
      throw new AssertionError("A reply is sent, not requested");
    }

    @Override
    public void send(Message message) {
      try (message) {
        if (broken) {
          throw new IOException("broken");
        }
        deadlines.add(message.property(Deadline.class).orElseThrow());
        sentTo.add(address);
        sent.add(Service.read(Service.wire(message, versions), versions));
      } catch (IOException e) {
        throw TransportException.of(e);
      }
    }

    @Override
    public void close() {
      open--;
    }
  }

  /** Runs its tasks when the test says so; rejects them while {@link #full} is set. */
  static final class ManualExecutor implements Executor {
    final Queue<Runnable> waiting = new ArrayDeque<>();
    boolean full;

    @Override
    public void execute(Runnable task) {
      if (full) {
        throw new RejectedExecutionException("full");
      }
      waiting.add(task);
    }

    void run() {
      waiting.remove().run();
    }
  }
}
