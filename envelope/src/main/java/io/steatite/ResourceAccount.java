package io.steatite;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that current messages hold in memory and in temporary files. A host has one
 * account. Each exchange opens an account below it, takes from it what it keeps, and closes it at
 * its end. So a message is refused before the heap or the disk is full, and nothing stays taken
 * after an exchange.
 *
 * <p>Everything that a peer can make the stack keep is counted: HTTP heads, XML names, header
 * blocks, MIME parts, buffered bodies, large text values, replies that are being sent. Objects of
 * user code are not counted.
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

  /** Returns an account without limits. It counts nothing, and closing it does nothing. */
  public static ResourceAccount unlimited() {
    return UNLIMITED;
  }

  /**
   * Returns the account of a host.
   *
   * @param owner the first part of the names of its limits, as in {@code ServiceHost.memory}
   * @param memoryLimit how many bytes may be held in memory; positive
   * @param diskLimit how many bytes may be held in temporary files; positive
   * @throws IllegalArgumentException if a limit is not positive
   */
  public static ResourceAccount of(String owner, long memoryLimit, long diskLimit) {
    if (memoryLimit <= 0 || diskLimit <= 0) {
      throw new IllegalArgumentException(
          "The limits of " + owner + " must be positive: " + memoryLimit + ", " + diskLimit);
    }
    return new ResourceAccount(null, owner, memoryLimit, diskLimit);
  }

  /** Opens an account for one exchange. What it takes counts in this account as well. */
  public ResourceAccount open() {
    return this == UNLIMITED
        ? this
        : new ResourceAccount(this, owner, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Opens an account next to this one, for what outlives this exchange. */
  public ResourceAccount openBeside() {
    return parent == null ? open() : parent.open();
  }

  /**
   * Takes memory.
   *
   * @throws LimitExceededException of kind {@code RECEIVER} if the limit is reached
   */
  public void takeMemory(long bytes) {
    if (!tryTakeMemory(bytes)) {
      ResourceAccount root = root();
      throw LimitExceededException.ofHost(root.owner + ".memory", root.memoryLimit);
    }
  }

  /** Takes memory unless the limit is reached; returns whether it was taken. */
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
   * Takes disk space for temporary files.
   *
   * @throws LimitExceededException of kind {@code RECEIVER} if the limit is reached
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

  /** Gives disk space back before the exchange ends. */
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

  /** Returns how many bytes are held in memory. */
  public long memory() {
    return memory.get();
  }

  /** Returns how many bytes are held in temporary files. */
  public long disk() {
    return disk.get();
  }

  /** Gives back everything that is still taken. Closing again does nothing. */
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
