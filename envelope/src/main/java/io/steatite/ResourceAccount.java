package io.steatite;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the messages under way hold, in memory and in temporary files. A host has one
 * account; each exchange opens one below it, takes what it keeps, and closes it at its end. So a
 * full host is noticed before the heap is, and nothing stays taken after an exchange.
 *
 * <p>Everything a peer can make the stack keep counts: heads, names, headers, parts, buffered
 * bodies, text that is materialised, replies under way. Objects of user code do not.
 *
 * <p>Safe for use by several threads.
 */
public final class ResourceAccount implements AutoCloseable {
  private static final ResourceAccount UNLIMITED =
      new ResourceAccount(null, "unlimited", Long.MAX_VALUE, Long.MAX_VALUE);

  private final @Nullable ResourceAccount parent;
  private final String owner;
  private final long memoryLimit;
  private final long diskLimit;
  private final AtomicLong memory = new AtomicLong();
  private final AtomicLong disk = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  private ResourceAccount(
      @Nullable ResourceAccount parent, String owner, long memoryLimit, long diskLimit) {
    this.parent = parent;
    this.owner = owner;
    this.memoryLimit = memoryLimit;
    this.diskLimit = diskLimit;
  }

  /** An account that always has room. It counts nothing, and closing it does nothing. */
  public static ResourceAccount unlimited() {
    return UNLIMITED;
  }

  /**
   * The account of a host.
   *
   * @param owner starts the names of its limits, as in {@code ServiceHost.memory}
   * @param memoryLimit bytes in memory at most
   * @param diskLimit bytes in temporary files at most
   */
  public static ResourceAccount of(String owner, long memoryLimit, long diskLimit) {
    if (memoryLimit <= 0 || diskLimit <= 0) {
      throw new IllegalArgumentException(
          "The limits of " + owner + " must be positive: " + memoryLimit + ", " + diskLimit);
    }
    return new ResourceAccount(null, owner, memoryLimit, diskLimit);
  }

  /** An account for one exchange, which counts here as well. */
  public ResourceAccount open() {
    return this == UNLIMITED
        ? this
        : new ResourceAccount(this, owner, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** An account beside this one, for what outlives this exchange. */
  public ResourceAccount openBeside() {
    return parent == null ? open() : parent.open();
  }

  /**
   * Takes memory.
   *
   * @throws LimitExceededException of kind {@code RECEIVER} if there is no room
   */
  public void takeMemory(long bytes) {
    if (!tryTakeMemory(bytes)) {
      ResourceAccount root = root();
      throw LimitExceededException.ofHost(root.owner + ".memory", root.memoryLimit);
    }
  }

  /** Takes memory if there is room. */
  public boolean tryTakeMemory(long bytes) {
    if (this == UNLIMITED) {
      return true;
    }
    if (memory.addAndGet(bytes) <= memoryLimit && (parent == null || parent.tryTakeMemory(bytes))) {
      return true;
    }
    memory.addAndGet(-bytes);
    return false;
  }

  /** Gives memory back before the exchange ends. */
  public void giveMemory(long bytes) {
    if (this != UNLIMITED && !closed.get()) {
      memory.addAndGet(-bytes);
      if (parent != null) {
        parent.giveMemory(bytes);
      }
    }
  }

  /**
   * Takes room in temporary files.
   *
   * @throws LimitExceededException of kind {@code RECEIVER} if there is no room
   */
  public void takeDisk(long bytes) {
    if (!tryTakeDisk(bytes)) {
      ResourceAccount root = root();
      throw LimitExceededException.ofHost(root.owner + ".disk", root.diskLimit);
    }
  }

  private boolean tryTakeDisk(long bytes) {
    if (this == UNLIMITED) {
      return true;
    }
    if (disk.addAndGet(bytes) <= diskLimit && (parent == null || parent.tryTakeDisk(bytes))) {
      return true;
    }
    disk.addAndGet(-bytes);
    return false;
  }

  /** Gives room in temporary files back before the exchange ends. */
  public void giveDisk(long bytes) {
    if (this != UNLIMITED && !closed.get()) {
      disk.addAndGet(-bytes);
      if (parent != null) {
        parent.giveDisk(bytes);
      }
    }
  }

  private ResourceAccount root() {
    ResourceAccount account = this;
    while (account.parent != null) {
      account = account.parent;
    }
    return account;
  }

  /** Bytes in memory now. */
  public long memory() {
    return memory.get();
  }

  /** Bytes in temporary files now. */
  public long disk() {
    return disk.get();
  }

  /** Gives everything back that is still taken. May be called again. */
  @Override
  public void close() {
    if (this != UNLIMITED && closed.compareAndSet(false, true) && parent != null) {
      parent.giveMemory(memory.getAndSet(0));
      parent.giveDisk(disk.getAndSet(0));
    }
  }

  @Override
  public String toString() {
    return owner + ": " + memory + " bytes in memory, " + disk + " on disk";
  }
}
