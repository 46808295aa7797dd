package io.steatite.conformance.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of types in the text of a page: names of at least two words in code style, such as
 * {@code `SoapNode`} or {@code `ServiceHost.Builder.memory`}.
 *
 * @param page the page
 */
record NamesOnPage(Path page) {
  /** Names of other libraries, of the JDK and of header blocks. */
  private static final Set<String> FOREIGN =
      Set.of(
          "CloseableHttpClient",
          "DataHandler",
          "DataSource",
          "EndpointUnavailable",
          "FaultTo",
          "HttpHeaders",
          "IllegalArgumentException",
          "InetAddress",
          "InputFactoryImpl",
          "InputStream",
          "InternalServiceFault",
          "MessageID",
          "MimeBoundaryInputStream",
          "OutputFactoryImpl",
          "RawFieldParser",
          "ReplyTo",
          "SocketChannel",
          "SymbolTable",
          "UncheckedIOException");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
  private static final Pattern BLOCK =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w./:-])([A-Z][a-z]+[A-Z]\\w+)((?:\\.\\w+)*)");

  /**
   * Returns the names that neither the sources of this project nor the list above have.
   *
   * @param sources the result of {@link #sources}
   */
  Set<String> unknown(Map<String, String> sources) {
    Set<String> unknown = new TreeSet<>();
    String text = BLOCK.matcher(CodeBlock.read(page)).replaceAll("");
    for (MatchResult code : CODE.matcher(text).results().toList()) {
      for (MatchResult name : NAME.matcher(code.group(1)).results().toList()) {
        if (!FOREIGN.contains(name.group(1)) && !exists(name, sources)) {
          unknown.add(name.group());
        }
      }
    }
    return unknown;
  }

  private static boolean exists(MatchResult name, Map<String, String> sources) {
    String source = sources.get(name.group(1));
    return source != null
        && Stream.of(name.group(2).split("[.]"))
            .allMatch(member -> Pattern.compile("\\b" + member + "\\b").matcher(source).find());
  }

  /** Returns the sources that declare a type, by the simple name of the type. */
  static Map<String, String> sources() throws IOException {
    Map<String, String> byType = new HashMap<>();
    for (Path file : javaFiles()) {
      String source = CodeBlock.read(file);
      DECLARATION
          .matcher(source)
          .results()
          .forEach(type -> byType.merge(type.group(1), source, String::concat));
    }
    return byType;
  }

  private static List<Path> javaFiles() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(CodeBlock.ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
          }
        }
      }
    }
    return all;
  }
}
