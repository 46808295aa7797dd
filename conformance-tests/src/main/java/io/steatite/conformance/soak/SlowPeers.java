package io.steatite.conformance.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;

/**
 * Occupies a host with slow peers while good calls are made, which must all succeed within their
 * deadline. A third of the peers sends the head of a request slowly, a third its body, and a third
 * does not read the reply. They connect from eight addresses, and connect again when they were
 * refused or after half a minute. {@code docs/soak.md} describes how to run it.
 */
public final class SlowPeers {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TO_OCCUPY = Duration.ofSeconds(3);
  private static final int CALLERS = 10;
  private static final int ADDRESSES = 8;
  private static final int LARGE = 1_000_000;
  private static final int[] BYTES_PER_SECOND = {2, 300};

  private final Requests requests = new Requests(DEADLINE, new Random(1));
  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final byte[] slow =
      Requests.post(SoakHost.MTOM, Requests.mtom(new byte[LARGE]), Requests.mtomType());
  private final HostProcess host;
  private int started;
  private int done;

  private SlowPeers(HostProcess host) {
    this.host = host;
  }

  /**
   * Runs the program, and exits with status 1 if a call fails.
   *
   * @param args the engine ({@code jetty} or {@code jdk}), the number of slow peers and the number
   *     of calls; by default jetty, 500 and 500
   */
  public static void main(String[] args) throws IOException {
    Engine engine = Engine.valueOf(args.length > 0 ? args[0] : "jetty");
    int peers = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    int calls = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    System.exit(run(engine, peers, calls, System.out) ? 0 : 1);
  }

  /**
   * Makes the calls to an idle host, and again while slow peers occupy it.
   *
   * @return whether all calls were answered as expected
   */
  static boolean run(Engine engine, int peers, int calls, PrintStream out) throws IOException {
    try (HostProcess host = HostProcess.start(engine)) {
      SlowPeers program = new SlowPeers(host);
      program.call(0, calls); // warm-up
      return program.report("idle", program.call(0, calls), calls, out)
          & program.report(peers + " slow peers", program.call(peers, calls), calls, out);
    }
  }

  private boolean report(String name, Tally tally, int calls, PrintStream out) {
    out.printf(
        "%s: %d calls, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        name, tally.good(), tally.percentile(0.5), tally.percentile(0.99), tally.percentile(1));
    tally.print(out);
    return tally.deviating() == 0 && tally.good() == calls;
  }

  private Tally call(int peers, int calls) throws IOException {
    Tally tally = new Tally();
    started = 0;
    done = 0;
    try (PeerLoop loop = new PeerLoop(host.address())) {
      for (int i = 0; i < peers; i++) {
        occupy(loop, i);
      }
      if (peers > 0) {
        long start = System.nanoTime();
        loop.run(() -> System.nanoTime() - start < TO_OCCUPY.toNanos());
      }
      for (int i = 0; i < Math.min(CALLERS, calls); i++) {
        callNext(loop, tally, calls);
      }
      loop.run(() -> done < calls);
    }
    return tally;
  }

  private void callNext(PeerLoop loop, Tally tally, int calls) {
    if (started < calls) {
      started++;
      loop.open(
          loopback,
          requests.addressed(),
          peer -> {
            tally.count(peer);
            peer.close();
            done++;
            callNext(loop, tally, calls);
          });
    }
  }

  /** Connects a slow peer, and again each time its connection is closed. */
  private void occupy(PeerLoop loop, int number) {
    loop.open(address(number), script(number), peer -> occupy(loop, number));
  }

  private Script script(int number) {
    int pace = BYTES_PER_SECOND[number / 3 % BYTES_PER_SECOND.length];
    return switch (number % 3) {
      case 0 -> Script.hostile("slow head", slow, PATIENCE).sendingSlowly(0, BYTES_PER_SECOND[0]);
      case 1 ->
          Script.hostile("slow body", slow, PATIENCE).sendingSlowly(slow.length - LARGE, pace);
      default -> Script.hostile("does not read", slow, PATIENCE).then(Script.Afterwards.IGNORES);
    };
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + number % ADDRESSES)});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
