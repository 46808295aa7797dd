package io.steatite.transport.http.jetty;

import io.steatite.ResourceAccount;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.internal.Progress;
import io.steatite.transport.http.internal.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.io.Connection;

/**
 * A connection, as far as the arrival of heads is concerned: between two exchanges the bytes that
 * arrive are those of a head. Safe for use by several threads.
 */
final class OpenConnection implements Ticker.Watched {
  private static final Logger LOG = System.getLogger(OpenConnection.class.getName());

  private final Connection connection;
  private final HttpLimits limits;
  private final ResourceAccount account;
  private boolean busy;
  private long bytesBefore;
  private long headSince;
  private long headBytes;

  OpenConnection(Connection connection, HttpLimits limits, ResourceAccount account) {
    this.connection = connection;
    this.limits = limits;
    this.account = account;
  }

  /** What the connection holds beside its exchange. */
  ResourceAccount account() {
    return account;
  }

  /** A head has arrived: its bytes are counted by the exchange from now on. */
  synchronized void begin() {
    busy = true;
    account.giveMemory(headBytes);
    headSince = 0;
    headBytes = 0;
  }

  /** The exchange is complete: what arrives from now on is the next head. */
  synchronized void end() {
    busy = false;
    bytesBefore = connection.getBytesIn();
  }

  @Override
  public void tick(long nanoTime) {
    if (!isAcceptable(nanoTime)) {
      LOG.log(Level.DEBUG, "A connection is closed: its head arrives too slowly");
      connection.getEndPoint().close();
    }
  }

  private synchronized boolean isAcceptable(long nanoTime) {
    long bytes = busy ? 0 : connection.getBytesIn() - bytesBefore;
    if (bytes == 0) {
      return true;
    }
    if (headSince == 0) {
      headSince = nanoTime;
    }
    boolean room = account.tryTakeMemory(bytes - headBytes);
    headBytes = room ? bytes : headBytes;
    return room && allowed(bytes, nanoTime) > 0;
  }

  private long allowed(long bytes, long nanoTime) {
    Progress progress =
        new Progress(limits.progressRate(), limits.progressGrace(), limits.receiving());
    progress.moved(bytes);
    progress.waited(nanoTime - headSince);
    return progress.allowed();
  }
}
