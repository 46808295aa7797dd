package io.steatite.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.testing.MutatedBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What must hold for any bytes whatever, and two ways to try it. The build runs {@link #accept}
 * over the corpus, the files in {@code <name of the class>Inputs} among the resources, and over
 * mutations of each file that are the same every time. The profile {@code fuzz} has Jazzer search
 * for inputs that reach code no other reaches; it calls the static {@code fuzzerTestOneInput} of
 * the subclass. See CONTRIBUTING.md.
 */
abstract class FuzzTarget {
  private static final long SEED = 20120718;
  private static final int MUTATIONS = 150;

  /**
   * Throws what was not to be thrown, or an {@link AssertionError}.
   *
   * @param input not changed
   */
  abstract void accept(byte[] input) throws Exception;

  @TestFactory
  final Stream<DynamicTest> corpus() {
    return inputs().map(file -> DynamicTest.dynamicTest(name(file), () -> accept(read(file))));
  }

  @TestFactory
  final Stream<DynamicTest> mutationsOfTheCorpus() {
    return inputs().map(file -> DynamicTest.dynamicTest(name(file), () -> acceptMutations(file)));
  }

  private void acceptMutations(Path file) {
    List<MutatedBytes> mutations = MutatedBytes.of(read(file), SEED, MUTATIONS).toList();
    for (MutatedBytes mutation : mutations) {
      try {
        accept(mutation.bytes());
      } catch (Exception | AssertionError e) {
        throw new AssertionError(name(file) + ' ' + mutation + ": " + e, e);
      }
    }
  }

  private Stream<Path> inputs() {
    String folder = getClass().getSimpleName() + "Inputs";
    URL url = Objects.requireNonNull(getClass().getResource(folder), folder);
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      List<Path> sorted = files.sorted().toList();
      assertThat(sorted).isNotEmpty();
      return sorted.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
