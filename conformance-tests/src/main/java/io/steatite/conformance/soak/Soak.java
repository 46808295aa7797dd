package io.steatite.conformance.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Puts load on a host with many clients. Good calls as text and MTOM, whose answers are checked,
 * are mixed with malformed, cut, slow and oversized requests, compression bombs and long names.
 * Afterwards the host must hold no more resources than before. {@code docs/soak.md} describes how
 * to run it.
 */
public final class Soak {
  private static final long HEAP_TOLERANCE = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TO_SETTLE = Duration.ofSeconds(100);
  private static final int LOG_LINES = 30;
  private static final int SLOW_OF = 10;
  private static final int GOOD_OF_TEN = 8;
  private static final double SECOND = 1e9;

  private final PrintStream out;
  private final Random random = new Random(1);
  private final Requests requests = new Requests(PATIENCE, random);
  private final List<Supplier<Script>> good =
      List.of(
          requests::text11,
          requests::addressed,
          requests::mtom,
          requests::longNames,
          requests::unknownAction);
  private final Engine engine;
  private final Attacks attacks;

  private Soak(Engine engine, PrintStream out) throws IOException {
    this.engine = engine;
    this.out = out;
    this.attacks = new Attacks(PATIENCE, engine.isForHostileNetworks());
  }

  /**
   * Runs the program, and exits with status 1 if a result deviates.
   *
   * @param args the engine ({@code jetty} or {@code jdk}), seconds, and the number of clients; by
   *     default jetty, 600 and 200
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Engine engine = Engine.valueOf(args.length > 0 ? args[0] : "jetty");
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 600;
    int clients = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    Duration warmUp = Duration.ofSeconds(Math.min(seconds, 30));
    boolean passed = run(engine, warmUp, Duration.ofSeconds(seconds), clients, System.out);
    System.exit(passed ? 0 : 1);
  }

  /**
   * Starts a host and puts load on it.
   *
   * @param warmUp the duration of load before the resources of the host are measured
   * @param time the duration of load after that
   * @return whether all answers were as expected and the host is back to its level
   */
  static boolean run(Engine engine, Duration warmUp, Duration time, int clients, PrintStream out)
      throws IOException, InterruptedException {
    Soak soak = new Soak(engine, out);
    try (HostProcess host = HostProcess.start(engine)) {
      soak.load(host, warmUp, clients);
      Level before = host.level();
      out.println("After warm-up: " + before);
      Tally tally = soak.load(host, time, clients);
      Level after = host.settled(before, HEAP_TOLERANCE, TO_SETTLE);
      out.println("Afterwards:    " + after);
      String log = host.log();
      log.lines().limit(LOG_LINES).forEach(out::println);
      boolean isBack = after.isBackTo(before, HEAP_TOLERANCE);
      return tally.deviating() == 0 && tally.good() > 0 && isBack && log.isEmpty();
    }
  }

  private Tally load(HostProcess host, Duration time, int clients) throws IOException {
    Tally tally = new Tally();
    long start = System.nanoTime();
    try (PeerLoop loop = new PeerLoop(host.address())) {
      Clients all = new Clients(loop, tally, start + time.toNanos());
      for (int i = 0; i < clients; i++) {
        all.connect(i % SLOW_OF == 0 && engine.isForHostileNetworks());
      }
      loop.run(() -> all.active > 0);
    }
    double seconds = (System.nanoTime() - start) / SECOND;
    out.printf(
        "%s: %d good calls in %.0f s, %d scripts did not end as expected%n",
        engine, tally.good(), seconds, tally.deviating());
    tally.print(out);
    return tally;
  }

  /** Clients that follow one script after the other until the time has ended. */
  private final class Clients {
    private final PeerLoop loop;
    private final Tally tally;
    private final long end;
    private int active;

    Clients(PeerLoop loop, Tally tally, long end) {
      this.loop = loop;
      this.tally = tally;
      this.end = end;
    }

    void connect(boolean slow) {
      active++;
      loop.open(InetAddress.getLoopbackAddress(), next(slow), peer -> ended(peer, slow));
    }

    private void ended(Peer peer, boolean slow) {
      tally.count(peer);
      if (System.nanoTime() - end > 0) {
        peer.close();
        active--;
      } else if (peer.isOpen()) {
        peer.follow(next(slow), another -> ended(another, slow));
      } else {
        active--;
        connect(slow);
      }
    }

    private Script next(boolean slow) {
      if (slow) {
        return oneOf(attacks.slow());
      }
      return random.nextInt(10) < GOOD_OF_TEN ? oneOf(good).get() : oneOf(attacks.quick());
    }

    private <T> T oneOf(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }
  }
}
