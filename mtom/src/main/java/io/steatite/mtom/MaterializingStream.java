package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.internal.BlockFilterInputStream;
import io.steatite.internal.ReadStatus;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content that is read into memory as a whole: enforces {@code MimeLimits.materializedBytes} and
 * takes the memory from the account.
 */
final class MaterializingStream extends BlockFilterInputStream {
  private final long limit;
  private final ResourceAccount account;
  private final ReadStatus status;
  private long count;

  /**
   * @param limit the value of {@code MimeLimits.materializedBytes}
   * @param account provides the memory
   * @param status the status of the package; it records that the limit was exceeded
   */
  MaterializingStream(InputStream in, long limit, ResourceAccount account, ReadStatus status) {
    super(in);
    this.limit = limit;
    this.account = account;
    this.status = status;
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
      throw status.fail(e);
    }
  }
}
