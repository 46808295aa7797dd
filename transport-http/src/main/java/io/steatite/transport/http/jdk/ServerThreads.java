package io.steatite.transport.http.jdk;

import io.steatite.internal.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where exchanges run: on virtual threads where the JDK has them (21), else on a bounded pool. */
final class ServerThreads {
  private static final int PLATFORM_PLACES = 200;
  private static final int VIRTUAL_PLACES = 1000;

  private ServerThreads() {}

  /** How many exchanges run at a time unless the settings say otherwise. */
  static int places() {
    return Runtime.version().feature() >= 21 ? VIRTUAL_PLACES : PLATFORM_PLACES;
  }

  static ExecutorService start(int places) {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return pool(places);
    }
  }

  /** What finds no thread waits; the JDK's server bounds the number of connections. */
  private static ExecutorService pool(int places) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            places,
            places,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("steatite-http-server"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
