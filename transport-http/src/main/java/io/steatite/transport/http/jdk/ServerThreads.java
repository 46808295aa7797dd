package io.steatite.transport.http.jdk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where exchanges run: on virtual threads where the JDK has them (21), else on a bounded pool. */
final class ServerThreads {
  private static final int POOLED = 200;

  private ServerThreads() {}

  static ExecutorService start() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return pool();
    }
  }

  /** What finds no thread waits; the JDK's server bounds the number of connections. */
  private static ExecutorService pool() {
    ThreadFactory named =
        task -> {
          Thread thread = new Thread(task, "steatite-http-server");
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            POOLED, POOLED, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
