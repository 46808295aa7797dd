package io.steatite.benchmarks;

import java.io.OutputStream;
import javax.xml.namespace.QName;

/** A stack that does the work of the benchmarks on text. Not safe for use by several threads. */
public interface Contender {
  /** What a receiver wants to know before it looks for somebody to handle the message. */
  record Facts(String action, String to, String messageId, QName payload) {}

  /** Reads a request as far as the first tag in its body. */
  Facts decode(byte[] bytes) throws Exception;

  /** Reads a message without headers to the end of its payload; a sum over all it saw. */
  int walk(byte[] bytes) throws Exception;

  /** Makes and writes {@link Workload}'s reply. */
  void encodeReply(OutputStream out) throws Exception;

  /** Makes and writes a message without headers whose payload holds an item for each number. */
  void encodeItems(String[] numbers, OutputStream out) throws Exception;

  /** The contender whose class has that name, but for case and hyphens. */
  static Contender named(String name) {
    return switch (name) {
      case "woodstox" -> ByHand.woodstox();
      case "steatite" -> new Steatite();
      default -> Contenders.named(Contender.class, name, "");
    };
  }
}
