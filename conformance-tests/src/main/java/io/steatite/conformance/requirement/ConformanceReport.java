package io.steatite.conformance.requirement;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the conformance page from the evidence of all modules and compares it with the committed
 * page.
 *
 * <p>The build of {@code conformance-tests} runs this program after the tests of all modules:
 * {@code ConformanceReport <repository> true|false}, where {@code true} replaces the committed page
 * ({@code -Dconformance.update=true}). If the evidence of a module is missing, incomplete or out of
 * date, the program neither writes nor compares, and prints the reason.
 */
public final class ConformanceReport {

  private static final String COMMITTED = "docs/conformance.md";
  private static final String GENERATED = "conformance-tests/target/conformance.md";

  private final RuleCatalog catalog;
  private final Path root;
  private final PrintStream out;

  ConformanceReport(RuleCatalog catalog, Path root, PrintStream out) {
    this.catalog = catalog;
    this.root = root;
    this.out = out;
  }

  /**
   * Runs the program. Exits with status 1 if the page is not up to date or a test has an id that is
   * not in the catalog, and with 2 if the arguments are wrong.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("Usage: ConformanceReport <repository> true|false");
      System.exit(2);
    }
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    ConformanceReport report = new ConformanceReport(RuleCatalog.load(), root, System.out);
    if (!report.run(Boolean.parseBoolean(arguments[1]))) {
      System.exit(1);
    }
  }

  /**
   * Writes or compares the page.
   *
   * @return false if the page is not up to date, could not be updated, or tests have unknown ids;
   *     true also if there was nothing to compare
   */
  boolean run(boolean update) throws IOException {
    List<TestedModule> modules = TestedModule.below(root);
    List<String> silent =
        modules.stream().filter(TestedModule::ranWithoutListener).map(TestedModule::name).toList();
    if (!silent.isEmpty()) {
      out.println("Tests ran but wrote no requirement evidence in: " + String.join(", ", silent));
      out.println("Their poms need the tests jar of steatite-envelope in test scope.");
      return false;
    }
    List<String> gaps = modules.stream().flatMap(ConformanceReport::gap).toList();
    if (!gaps.isEmpty()) {
      out.println(COMMITTED + " was " + (update ? "not updated:" : "not compared:"));
      gaps.forEach(out::println);
      out.println("Run 'mvn verify' for all modules first.");
      return !update;
    }
    return publish(modules, update);
  }

  private static Stream<String> gap(TestedModule module) {
    return module.gap().stream().map(why -> "  " + module.name() + ": " + why);
  }

  private boolean publish(List<TestedModule> modules, boolean update) throws IOException {
    ConformancePage page =
        new ConformancePage(
            catalog, modules.stream().flatMap(module -> module.evidence().stream()).toList());
    if (!page.unknownIds().isEmpty()) {
      out.println("Tests have ids that are not in the catalog:");
      page.unknownIds().forEach(id -> out.println("  " + id));
      return false;
    }
    Path generated = root.resolve(GENERATED);
    Files.createDirectories(generated.getParent());
    Files.writeString(generated, page.markdown());
    return update ? write(page.markdown()) : compare(page.markdown());
  }

  private boolean write(String markdown) throws IOException {
    Path committed = root.resolve(COMMITTED);
    Files.createDirectories(committed.getParent());
    Files.writeString(committed, markdown);
    out.println(COMMITTED + " is written; please commit it.");
    return true;
  }

  private boolean compare(String markdown) throws IOException {
    Path committed = root.resolve(COMMITTED);
    if (Files.exists(committed) && sameLines(Files.readString(committed), markdown)) {
      out.println(COMMITTED + " is up to date.");
      return true;
    }
    out.println(COMMITTED + " differs from the test results, see " + GENERATED + ".");
    out.println("If the change is right: mvn verify -Dconformance.update=true, then commit it.");
    return false;
  }

  /** Compares lines, because Git may convert line ends. */
  private static boolean sameLines(String one, String other) {
    return one.lines().toList().equals(other.lines().toList());
  }
}
