package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content for a reader that keeps all of it in memory: limited, and counted in the account. */
final class MemoryStream extends BlockFilterInputStream {
  private final long limit;
  private final ResourceAccount account;
  private final Guard guard;
  private long count;

  /**
   * @param limit the value of {@code MimeLimits.materializedBytes}
   * @param guard remembers if there is too much
   */
  MemoryStream(InputStream in, long limit, ResourceAccount account, Guard guard) {
    super(in);
    this.limit = limit;
    this.account = account;
    this.guard = guard;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  private void count(int bytes) {
    count += bytes;
    try {
      if (count > limit) {
        throw new LimitExceededException("MimeLimits.materializedBytes", limit);
      }
      account.takeMemory(bytes);
    } catch (LimitExceededException e) {
      throw guard.failed(e);
    }
  }
}
