package io.steatite.internal;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that do not keep the process alive. Safe for use by several threads.
 *
 * @param name of each of the threads
 */
public record DaemonThreads(String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
