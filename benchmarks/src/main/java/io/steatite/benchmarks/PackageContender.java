package io.steatite.benchmarks;

import jakarta.activation.DataSource;
import java.io.InputStream;
import java.io.OutputStream;

/** A stack that does the work of the benchmarks on MTOM. Not safe for use by several threads. */
public interface PackageContender {
  /** Reads a package, the content of its files into the sink in the order of the envelope. */
  void decode(InputStream in, String contentType, Sink sink) throws Exception;

  /**
   * Makes and writes a message with one file.
   *
   * @return the Content-Type of the package
   */
  String encode(byte[] file, OutputStream out) throws Exception;

  /**
   * Makes and writes a message with one file.
   *
   * @return the Content-Type of the package
   */
  String encode(DataSource file, OutputStream out) throws Exception;

  /** The contender whose class has that name and ends in Packages. */
  static PackageContender named(String name) {
    return switch (name) {
      case "woodstox" -> new ByHandPackages();
      case "steatite" -> new SteatitePackages();
      case "steatite-content" -> new SteatiteContentPackages();
      case "steatite-jaxb" -> new SteatiteJaxbPackages();
      default -> Contenders.named(PackageContender.class, name, "Packages");
    };
  }
}
