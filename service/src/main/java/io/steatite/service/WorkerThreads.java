package io.steatite.service;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool of daemon threads that end when there is nothing to do. */
final class WorkerThreads {
  private WorkerThreads() {}

  /**
   * A pool.
   *
   * @param name of its threads
   * @param threads at most
   * @param waiting how many tasks may wait for a thread, before more are rejected
   */
  static ThreadPoolExecutor start(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            task -> daemon(task, name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
