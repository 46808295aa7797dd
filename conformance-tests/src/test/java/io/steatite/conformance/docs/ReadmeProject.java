package io.steatite.conformance.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project whose files the README shows. Its package {@code greeter} is in the test sources. */
final class ReadmeProject {
  private static final Path README = CodeBlock.ROOT.resolve("README.md");
  private static final Path TESTED = Path.of("src/test/java");
  private static final String SOURCES = "src/main/java/";
  private static final String FILE = "file: ";

  private ReadmeProject() {}

  /**
   * Returns the source in the test sources that a file of the project must equal.
   *
   * @param shown the code in the README; {@code module-info.java} is not in the test sources,
   *     because tests run on the class path
   */
  static String testedSource(String file, String shown) {
    return file.endsWith("module-info.java")
        ? shown
        : CodeBlock.read(TESTED.resolve(file.substring(SOURCES.length())));
  }

  /** Returns the blocks of the README that are files of the project. */
  static List<CodeBlock> files() {
    return CodeBlock.on(README).stream().filter(b -> b.marker().startsWith(FILE)).toList();
  }

  /**
   * Writes the Java sources of the project.
   *
   * @return the files
   */
  static List<Path> writeSources(Path directory) throws IOException {
    List<CodeBlock> sources = files().stream().filter(b -> b.language().equals("java")).toList();
    for (CodeBlock source : sources) {
      Path file = path(directory, source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.code());
    }
    return sources.stream().map(source -> path(directory, source)).toList();
  }

  private static Path path(Path directory, CodeBlock block) {
    return directory.resolve(block.marker().substring(FILE.length()));
  }
}
