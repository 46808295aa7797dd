package io.steatite.conformance.soak;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to the host and the script it follows; used by the thread of its loop. */
final class Peer {
  private static final double SECOND = 1e9;

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
   * @param channel connecting
   * @param ended called when the script has ended; may {@linkplain #follow go on} with another
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

  Script script() {
    return script;
  }

  /** The kind of script that the connection was used for before. */
  String before() {
    return before;
  }

  Answer answer() {
    return answer;
  }

  /** How it ended; not to be asked before. */
  Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("The script has not ended");
    }
    return ending;
  }

  /** How long it took. */
  long nanos() {
    return end - start;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Does what the connection is ready for. */
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
      end(Ending.GARBLED);
    }
  }

  private int interest() {
    int read = script.afterwards() == Script.Afterwards.IGNORES ? 0 : SelectionKey.OP_READ;
    return due() > 0 ? read | SelectionKey.OP_WRITE : read;
  }

  /** Looks at the clock: more bytes may be due, or patience may have ended. */
  void tick() {
    if (System.nanoTime() - start > script.patience().toNanos()) {
      end(Ending.PATIENCE);
    } else if (channel.isConnected()) {
      key.interestOps(interest());
    }
  }

  /** How many bytes may be sent now. */
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

  /** Closes the connection without ending the script. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket cannot be closed", e);
    }
  }
}
