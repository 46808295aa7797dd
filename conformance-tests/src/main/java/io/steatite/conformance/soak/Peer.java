package io.steatite.conformance.soak;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to the host that follows a script. Belongs to the thread of its loop. */
final class Peer {
  private static final double SECOND = 1e9;

  /** How a script ended. */
  enum Ending {
    /** The answer is complete. */
    ANSWERED,
    /** The host closed the connection before the answer was complete. */
    CLOSED,
    /** The host reset the connection before the answer was complete. */
    RESET,
    /** The host did not accept the connection. */
    REFUSED,
    /** The answer is not HTTP. */
    NOT_HTTP,
    /** The patience of the script ended before the answer was complete. */
    TIMED_OUT,
    /** The peer closed the connection as its script says. */
    LEFT
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private Script script;
  private Consumer<Peer> ended;
  private ByteBuffer request;
  private String before = "a new connection";
  private Answer answer = new Answer();
  private long start = System.nanoTime();
  private long end;
  private @Nullable Ending ending;

  /**
   * @param channel a channel that is connecting
   * @param ended called when the script has ended; may {@linkplain #follow follow} another script
   */
  Peer(SocketChannel channel, SelectionKey key, Script script, Consumer<Peer> ended) {
    this.channel = channel;
    this.key = key;
    this.script = script;
    this.ended = ended;
    this.request = ByteBuffer.wrap(script.request());
    key.interestOps(SelectionKey.OP_CONNECT);
  }

  /** Follows another script on the same connection. */
  void follow(Script next, Consumer<Peer> nextEnded) {
    before = script.kind();
    script = next;
    ended = nextEnded;
    request = ByteBuffer.wrap(next.request());
    answer = new Answer();
    start = System.nanoTime();
    ending = null;
    key.interestOps(interest());
  }

  /** Returns the current script. */
  Script script() {
    return script;
  }

  /** Returns the kind of the previous script on this connection, for reports. */
  String before() {
    return before;
  }

  /** Returns the answer as far as it was received. */
  Answer answer() {
    return answer;
  }

  /**
   * Returns how the script ended.
   *
   * @throws IllegalStateException if it has not ended
   */
  Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("The script has not ended");
    }
    return ending;
  }

  /** Returns the duration of the script in nanoseconds. */
  long nanos() {
    return end - start;
  }

  /** Returns whether the connection is open. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * Connects, reads and writes as far as the connection is ready.
   *
   * @param buffer a buffer for the time of this call
   */
  void ready(ByteBuffer buffer) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(interest());
      }
      if (key.isValid() && key.isReadable()) {
        read(buffer);
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (ConnectException e) {
      end(Ending.REFUSED);
    } catch (IOException e) {
      end(Ending.RESET);
    } catch (IllegalArgumentException e) {
      end(Ending.NOT_HTTP);
    }
  }

  private int interest() {
    int read = script.afterwards() == Script.Afterwards.IGNORES ? 0 : SelectionKey.OP_READ;
    return due() > 0 ? read | SelectionKey.OP_WRITE : read;
  }

  /** Sends bytes that are due by now, and ends the script when its patience has ended. */
  void tick() {
    if (System.nanoTime() - start > script.patience().toNanos()) {
      end(Ending.TIMED_OUT);
    } else if (channel.isConnected()) {
      key.interestOps(interest());
    }
  }

  /** Returns how many bytes may be sent now. */
  private int due() {
    double seconds = (System.nanoTime() - start) / SECOND;
    long allowed = script.atOnce() + (long) (seconds * script.bytesPerSecond());
    return (int) Math.min(request.remaining(), Math.max(0, allowed - request.position()));
  }

  private void write() throws IOException {
    ByteBuffer now = request.slice(request.position(), due());
    request.position(request.position() + channel.write(now));
    if (!request.hasRemaining() && script.afterwards() == Script.Afterwards.CLOSES) {
      end(Ending.LEFT);
    } else {
      key.interestOps(interest());
    }
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    boolean closed = channel.read(buffer) < 0;
    answer.add(buffer.flip());
    if (closed) {
      answer.end();
    }
    if (answer.isComplete()) {
      end(Ending.ANSWERED);
    } else if (closed) {
      end(Ending.CLOSED);
    }
  }

  private void end(Ending how) {
    end = System.nanoTime();
    ending = how;
    boolean reusable = how == Ending.ANSWERED && answer.staysOpen() && !request.hasRemaining();
    if (!reusable) {
      close();
    } else {
      key.interestOps(0);
    }
    ended.accept(this);
  }

  /** Closes the connection. A script that has not ended does not end. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket cannot be closed", e);
    }
  }
}
