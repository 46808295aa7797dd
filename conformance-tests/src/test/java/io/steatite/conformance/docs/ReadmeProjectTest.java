package io.steatite.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of the README runs in a JVM of its own. {@code .ci/try-readme} also builds it with
 * Maven.
 */
@Timeout(120)
class ReadmeProjectTest {
  /** The lowest supported versions of HttpClient, which the build copies there. */
  private static final Path LOWEST = Path.of("target", "lowest-versions");

  /** Calls the service of the project; it is in the package of the project. */
  private static final Path CALLER = Path.of("src/test/java/greeter/GreetAda.java");

  private static final Pattern NEEDED =
      Pattern.compile(
          "(steatite-(?!conformance).*|woodstox-.*|stax2-.*|apache-mime4j-.*|jakarta\\..*|angus-.*"
              + "|jaxb-.*|txw2-.*|istack-.*|httpclient5-.*|httpcore5-.*|jetty-.*|slf4j-.*"
              + "|jspecify-.*)\\.jar");

  @TempDir Path directory;

  private static Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  @Test
  void runsOnTheModulePath() throws Exception {
    List<Path> sources = new ArrayList<>(ReadmeProject.writeSources(directory));
    assertThat(sources).hasSize(3);
    sources.add(CALLER);
    String libraries = classPath().filter(ReadmeProjectTest::isNeeded).collect(joining());
    Path classes = directory.resolve("classes");
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "--module-path", libraries));
    sources.forEach(source -> arguments.add(source.toString()));
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(compiled).isZero();
    assertThat(
            run(
                "--module-path",
                classes + File.pathSeparator + libraries,
                "-m",
                "greeter/greeter.GreetAda"))
        .contains("Hello Ada")
        .contains("in module io.steatite.service");
  }

  /** Selects the class path of an application: no test code and none of its libraries. */
  private static boolean isNeeded(String element) {
    Path path = Path.of(element);
    boolean ourClasses = path.endsWith(Path.of("target", "classes")) && !isConformance(path);
    String name = path.getFileName().toString();
    return ourClasses || (NEEDED.matcher(name).matches() && !name.endsWith("-tests.jar"));
  }

  private static boolean isConformance(Path classes) {
    return classes.toString().contains("conformance-tests");
  }

  private static Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(File.pathSeparator);
  }

  @Test
  void runsWithTheLowestVersionOfHttpClient() throws Exception {
    List<String> lowest;
    try (Stream<Path> jars = Files.list(LOWEST)) {
      lowest = jars.map(jar -> jar.toAbsolutePath().toString()).sorted().toList();
    }
    assertThat(lowest).hasSize(3);
    Stream<String> others =
        classPath().filter(path -> !path.matches(".*[/\\\\]http(client|core)5-[^/\\\\]*\\.jar"));
    assertThat(
            run(
                "-classpath",
                Stream.concat(lowest.stream(), others).collect(joining()),
                "greeter.GreetAda"))
        .contains("Hello Ada")
        .contains("lowest-versions");
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    String shown =
        ReadmeProject.files().stream()
            .filter(file -> file.language().equals("xml"))
            .map(CodeBlock::code)
            .collect(Collectors.joining());
    String parent = CodeBlock.read(CodeBlock.ROOT.resolve("pom.xml"));
    assertThat(first("<artifactId>steatite-bom</artifactId>\\s*<version>(.*?)<", shown))
        .isEqualTo(first("<artifactId>steatite-parent</artifactId>\\s*<version>(.*?)<", parent));
    assertThat(first("<artifactId>jaxb-runtime</artifactId>\\s*<version>(.*?)<", shown))
        .isEqualTo(first("<jaxb-runtime.version>(.*?)<", parent));
    assertThat(first("<artifactId>maven-compiler-plugin</artifactId>\\s*<version>(.*?)<", shown))
        .isEqualTo(first("<compiler-plugin.version>(.*?)<", parent));
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
