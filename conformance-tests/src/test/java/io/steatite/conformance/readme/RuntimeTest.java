package io.steatite.conformance.readme;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's server and client run in a JVM of their own, set up as users set theirs up. */
@Timeout(120)
class RuntimeTest {
  /** The lowest versions that are supported, copied there by the build. */
  private static final Path LOWEST = Path.of("target", "lowest-versions");

  private static final Pattern NEEDED =
      Pattern.compile(
          "(steatite-(?!conformance).*|woodstox-.*|stax2-.*|apache-mime4j-.*|jakarta\\.activation-.*"
              + "|httpclient5-.*|httpcore5-.*|jetty-.*|slf4j-.*|jspecify-.*)\\.jar");

  @TempDir Path directory;

  private static Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  @Test
  void theReadmeRunsOnTheModulePath() throws Exception {
    Path sources = directory.resolve("sources");
    Files.createDirectories(sources.resolve("greeter"));
    Files.writeString(
        sources.resolve("module-info.java"), "module greeter { requires io.steatite.service; }");
    Files.writeString(sources.resolve("greeter").resolve("Greeter.java"), program());
    String libraries =
        classPath().filter(RuntimeTest::isNeeded).collect(Collectors.joining(File.pathSeparator));
    Path classes = directory.resolve("classes");
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                "--module-path",
                libraries,
                sources.resolve("module-info.java").toString(),
                sources.resolve("greeter").resolve("Greeter.java").toString());
    assertThat(compiled).isZero();
    assertThat(
            run(
                "--module-path",
                classes + File.pathSeparator + libraries,
                "-m",
                "greeter/greeter.Greeter"))
        .contains("Hello Ada")
        .contains("in module io.steatite.service");
  }

  /** As an application has them on its module path: no test code and none of its libraries. */
  private static boolean isNeeded(String element) {
    Path path = Path.of(element);
    boolean ourClasses = path.endsWith(Path.of("target", "classes")) && !isConformance(path);
    String name = path.getFileName().toString();
    return ourClasses || (NEEDED.matcher(name).matches() && !name.endsWith("-tests.jar"));
  }

  private static boolean isConformance(Path classes) {
    return classes.toString().contains("conformance-tests");
  }

  private static String program() throws IOException {
    return """
        package greeter;

        import io.steatite.envelope.*;
        import io.steatite.envelope.stack.*;
        import io.steatite.service.*;
        import java.io.IOException;
        import java.net.URI;
        import javax.xml.namespace.QName;

        public class Greeter {
          public static void main(String[] args) throws Exception {
            try (ServiceHost host = startGreeter(0)) {
              System.out.println(greet(host.address("/greeter"), "Ada"));
              System.out.println("in " + Binding.class.getModule());
            }
          }

        %s
        %s
        }
        """
        .formatted(example("server"), example("client"));
  }

  private static String example(String name) throws IOException {
    Matcher shown =
        Pattern.compile("<!-- " + name + " -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(shown.find()).isTrue();
    return shown.group(1);
  }

  @Test
  void theReadmeRunsWithTheLowestVersionOfHttpClient() throws Exception {
    List<String> lowest;
    try (Stream<Path> jars = Files.list(LOWEST)) {
      lowest = jars.map(jar -> jar.toAbsolutePath().toString()).sorted().toList();
    }
    assertThat(lowest).hasSize(3);
    Stream<String> others =
        classPath().filter(path -> !path.matches(".*[/\\\\]http(client|core)5-[^/\\\\]*\\.jar"));
    String path =
        Stream.concat(lowest.stream(), others).collect(Collectors.joining(File.pathSeparator));
    assertThat(run("-classpath", path, GreetAda.class.getName()))
        .contains("Hello Ada")
        .contains("lowest-versions");
  }

  private String run(String... arguments) throws Exception {
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
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
