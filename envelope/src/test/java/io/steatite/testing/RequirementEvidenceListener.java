package io.steatite.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the outcome of each test with a {@link Requirement} to a file.
 *
 * <p>JUnit finds this listener through {@code META-INF/services} if this package is on the class
 * path. It writes only if the system property {@value #FILE_PROPERTY} names a file. The build sets
 * it to {@code target/requirement-evidence/<module>.tsv}. The first line of the file is {@code #
 * run<TAB>complete}, or {@code partial} if only some tests were selected. One line per rule and
 * test follows, in sorted order: rule id, test class, test method, display name, outcome ({@code
 * passed}, {@code failed}, {@code skipped}), and {@code always} or {@code conditional}. {@code
 * ConformanceReport} in {@code conformance-tests} reads the file.
 *
 * <p>The file contains the results of all runs of a launcher. A later result of a test replaces an
 * earlier one, so rerunning failed tests keeps the results of the others. Tests may run in
 * parallel.
 */
public final class RequirementEvidenceListener implements TestExecutionListener {

  /** The system property that names the evidence file. */
  public static final String FILE_PROPERTY = "steatite.requirement.evidence";

  /** The system properties by which Surefire selects tests. */
  private static final Set<String> SELECTIONS = Set.of("test", "groups", "excludedGroups");

  private final @Nullable Path file;
  private final boolean partial;
  private final Map<String, List<String>> linesByTest = new ConcurrentHashMap<>();
  private volatile @Nullable TestPlan plan;

  /** Called by JUnit. Reads the file and the selection from the system properties. */
  public RequirementEvidenceListener() {
    this(
        Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of).orElse(null),
        SELECTIONS.stream().anyMatch(RequirementEvidenceListener::isSet));
  }

  /** For tests of the listener, and of the code that reads its file. */
  public RequirementEvidenceListener(@Nullable Path file, boolean partial) {
    this.file = file;
    this.partial = partial;
  }

  private static boolean isSet(String property) {
    return !System.getProperty(property, "").isBlank();
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    leavesOf(identifier).forEach(leaf -> note(leaf, "skipped"));
  }

  /**
   * The outcome of a container that failed, in {@code @BeforeAll} for example, is that of its
   * tests.
   */
  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    String outcome = outcomeOf(result);
    if (identifier.isTest()) {
      note(identifier, outcome);
    } else if (!outcome.equals("passed")) {
      leavesOf(identifier).forEach(leaf -> note(leaf, outcome));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    if (file == null) {
      return;
    }
    String lines = linesByTest.values().stream().flatMap(List::stream).sorted().collect(joining());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, "# run\t" + (partial ? "partial" : "complete") + "\n" + lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the requirement evidence to " + file, e);
    }
  }

  private static String outcomeOf(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> "passed";
      case FAILED -> "failed";
      case ABORTED -> "skipped";
    };
  }

  private Stream<TestIdentifier> leavesOf(TestIdentifier identifier) {
    Set<TestIdentifier> children = currentPlan().getChildren(identifier);
    return children.isEmpty() ? Stream.of(identifier) : children.stream().flatMap(this::leavesOf);
  }

  private void note(TestIdentifier leaf, String outcome) {
    methodOf(leaf)
        .ifPresent(method -> linesByTest.put(leaf.getUniqueId(), linesFor(leaf, method, outcome)));
  }

  /** Finds the method of a test, a dynamic test, or an invocation of a parameterized test. */
  private Optional<MethodSource> methodOf(TestIdentifier leaf) {
    Optional<TestIdentifier> at = Optional.of(leaf);
    while (at.isPresent()) {
      if (at.get().getSource().orElse(null) instanceof MethodSource method) {
        return Optional.of(method);
      }
      at = at.flatMap(currentPlan()::getParent);
    }
    return Optional.empty();
  }

  private static List<String> linesFor(TestIdentifier leaf, MethodSource method, String outcome) {
    CarriedRequirements carried =
        CarriedRequirements.of(method.getJavaClass(), method.getJavaMethod());
    String rest =
        Stream.of(
                method.getClassName(),
                method.getMethodName(),
                leaf.getDisplayName().replaceAll("\\p{Cntrl}+", " "),
                outcome,
                carried.conditional() ? "conditional" : "always")
            .collect(joining("\t", "\t", "\n"));
    return carried.ruleIds().stream().map(id -> id + rest).toList();
  }

  private TestPlan currentPlan() {
    TestPlan current = plan;
    if (current == null) {
      throw new IllegalStateException("A test was reported before its test plan started");
    }
    return current;
  }
}
