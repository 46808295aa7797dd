package io.steatite.benchmarks;

import java.util.ServiceLoader;

/** Finds who takes part. */
final class Contenders {
  private Contenders() {}

  /**
   * The contender of a kind whose class has that name, but for case, hyphens and ending.
   *
   * @param ending of all the classes of that kind
   */
  static <T> T named(Class<T> kind, String name, String ending) {
    // Everybody stands on Woodstox, whatever else is on the class path.
    System.setProperty("javax.xml.stream.XMLInputFactory", "com.ctc.wstx.stax.WstxInputFactory");
    System.setProperty("javax.xml.stream.XMLOutputFactory", "com.ctc.wstx.stax.WstxOutputFactory");
    String simpleName = name.replace("-", "") + ending;
    return ServiceLoader.load(kind).stream()
        .filter(found -> found.type().getSimpleName().equalsIgnoreCase(simpleName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " needs -Pbench,rivals"))
        .get();
  }
}
