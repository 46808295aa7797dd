package io.steatite.conformance.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/logging.md} lists the loggers of all published modules, and no others. */
class LoggersTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern LOGGER =
      Pattern.compile("System\\.getLogger\\(\\s*(?:\"([^\"]+)\"|(\\w+)\\.class\\.getName\\(\\))");
  private static final Pattern LISTED = Pattern.compile("`(io\\.steatite\\.(?:\\w+\\.)*\\w+)`");

  @Test
  void pageListsAllLoggers() throws IOException {
    Set<String> listed =
        found(LISTED, Files.readString(ROOT.resolve("docs").resolve("logging.md")))
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).isEqualTo(loggers()).hasSizeGreaterThan(10);
  }

  private static Set<String> loggers() throws IOException {
    Set<String> loggers = new TreeSet<>();
    for (String module : Set.of("envelope", "addressing", "mtom", "transport-http", "service")) {
      Path sources = ROOT.resolve(module).resolve(SOURCES);
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(file -> loggers(sources, file))
            .forEach(loggers::add);
      }
    }
    return loggers;
  }

  private static Stream<String> loggers(Path sources, Path file) {
    String directory = sources.relativize(file.getParent()).toString().replace('\\', '/');
    try {
      return found(LOGGER, Files.readString(file))
          .map(
              match ->
                  match.group(1) != null
                      ? match.group(1)
                      : directory.replace('/', '.') + '.' + match.group(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
