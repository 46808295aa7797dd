package io.steatite.conformance.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A region of a test in this package, between the lines {@code // begin NAME} and {@code // end
 * NAME}, which a page of the documentation shows.
 *
 * @param source the whole source
 * @param start the index of the first character of the region
 * @param end the index behind the last character of the region
 */
record Sample(String source, int start, int end) {
  private static final Path SOURCES = Path.of("src/test/java/io/steatite/conformance/docs");

  private static final Pattern REGION =
      Pattern.compile(
          "^ *// begin (\\S+)\n(.*?)^ *// end \\1\n", Pattern.MULTILINE | Pattern.DOTALL);

  /** The head of a method, with its annotations. Members are indented by two blanks. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^(?:  @[^\n]*\n)*  (?!return |throw |@|//)[\\w<][\\w<>\\[\\], .?]* (\\w+)\\([^;=]*?\\{$",
          Pattern.MULTILINE);

  /** Reads the regions of all tests of this package, by name. */
  static Map<String, Sample> all() throws IOException {
    Map<String, Sample> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        String source = CodeBlock.read(file);
        for (MatchResult found : REGION.matcher(source).results().toList()) {
          Sample sample = new Sample(source, found.start(2), found.end(2));
          if (all.put(found.group(1), sample) != null) {
            throw new IllegalStateException("Two regions " + found.group(1));
          }
        }
      }
    }
    return all;
  }

  /** Returns the lines of the region, without common indentation and blank lines at both ends. */
  String code() {
    return source.substring(start, end).stripTrailing().stripIndent().strip() + "\n";
  }

  /**
   * Returns the methods of the region, or the method around it, that are neither tests nor used
   * elsewhere in the source.
   */
  List<String> methodsThatDoNotRun() {
    List<MatchResult> inside = new ArrayList<>();
    MatchResult around = null;
    for (MatchResult method : METHOD.matcher(source).results().toList()) {
      if (method.start(1) < start) {
        around = method;
      } else if (method.start(1) < end) {
        inside.add(method);
      }
    }
    if (inside.isEmpty() && around != null) {
      inside.add(around);
    }
    return inside.stream().filter(m -> !isRun(m)).map(m -> m.group(1)).toList();
  }

  private boolean isRun(MatchResult method) {
    Pattern use = Pattern.compile("\\b" + method.group(1) + "\\b");
    return method.group().contains("@Test") || use.matcher(source).results().count() > 1;
  }
}
