package io.steatite.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java code on all pages is code that tests compile and run. A comment before each block names
 * its origin:
 *
 * <ul>
 *   <li>{@code snippet: NAME} is the region NAME of a test in this package, see {@link Sample};
 *   <li>{@code file: PATH} is a file of the project in the README, see {@link ReadmeProject};
 *   <li>{@code other: NAME} is code for another stack, which is not compiled.
 * </ul>
 *
 * <p>{@code -Dsnippets.update=true} copies the code from the tests to the pages.
 */
class DocumentationTest {
  private static final String SNIPPET = "snippet: ";
  private static final String FILE = "file: ";
  private static final String OTHER = "other: ";

  /** Pages about other stacks, about the past, and with names of tests. */
  private static final Set<String> WITH_OTHER_NAMES =
      Set.of("coming-from.md", "CHANGELOG.md", "conformance.md");

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(CodeBlock.ROOT);
        Stream<Path> docs = Files.walk(CodeBlock.ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(page -> page.toString().endsWith(".md")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pageShowsCodeThatTestsRun(Path page) throws IOException {
    Map<String, Sample> samples = Sample.all();
    String expected = CodeBlock.withCode(page, block -> tested(block, samples));
    if (Boolean.getBoolean("snippets.update")) {
      Files.writeString(page, expected);
    }
    assertThat(CodeBlock.read(page)).as(page.toString()).isEqualTo(expected);
  }

  private static String tested(CodeBlock block, Map<String, Sample> samples) {
    String marker = block.marker();
    if (marker.startsWith(SNIPPET)) {
      assertThat(samples).containsKey(marker.substring(SNIPPET.length()));
      return samples.get(marker.substring(SNIPPET.length())).code();
    }
    if (marker.startsWith(FILE) && block.language().equals("java")) {
      return ReadmeProject.testedSource(marker.substring(FILE.length()), block.code());
    }
    assertThat(block.language().equals("java") && !marker.startsWith(OTHER))
        .as("Java code without a test:\n" + block.code())
        .isFalse();
    return block.code();
  }

  /** Fails, for example, after a type was renamed. */
  @Test
  void typesAndMembersOnPagesExist() throws IOException {
    Map<String, String> sources = NamesOnPage.sources();
    for (Path page : pages()) {
      if (!WITH_OTHER_NAMES.contains(page.getFileName().toString())) {
        assertThat(new NamesOnPage(page).unknown(sources)).as(page.toString()).isEmpty();
      }
    }
  }

  @Test
  void everyRegionIsShown() throws IOException {
    TreeSet<String> shown = new TreeSet<>();
    for (Path page : pages()) {
      CodeBlock.on(page).stream()
          .map(CodeBlock::marker)
          .filter(marker -> marker.startsWith(SNIPPET))
          .map(marker -> marker.substring(SNIPPET.length()))
          .forEach(shown::add);
    }
    assertThat(shown).isEqualTo(Sample.all().keySet()).hasSizeGreaterThan(20);
  }

  @Test
  void everyRegionIsRun() throws IOException {
    Sample.all()
        .forEach((name, sample) -> assertThat(sample.methodsThatDoNotRun()).as(name).isEmpty());
  }
}
