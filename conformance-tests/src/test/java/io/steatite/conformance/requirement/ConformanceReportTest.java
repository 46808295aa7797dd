package io.steatite.conformance.requirement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.steatite.testing.Requirement;
import io.steatite.testing.RequirementEvidenceListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** Two modules, {@code one} and {@code two}, in a repository of their own. */
class ConformanceReportTest {

  private static final String PASSED = "R3313\tp.OneTest\tm\tm()\tpassed\talways\n";
  private static final String PASSED_TOO = "R3313\tp.TwoTest\tm\tm()\tpassed\talways\n";

  @TempDir Path root;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void createModules() throws IOException {
    createModule("one", "class OneTest {\n  @Requirement(\"R3313\")\n  void m() {}\n}\n");
    createModule("two", "class TwoTest {\n  @Requirement(\"R3313\")\n  void m() {}\n}\n");
    createModule(
        "untagged", "/** Has no {@code @Requirement(\"R3313\")}. */\nclass PlainTest {}\n");
  }

  @Test
  void evidenceOfAllModulesIsMerged() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO);

    assertThat(run(true)).isTrue();
    assertThat(committed()).content().contains("| proven | `OneTest.m`<br>`TwoTest.m` |");
    assertThat(run(false)).isTrue();
    assertThat(printed.toString(UTF_8)).contains("docs/conformance.md is up to date.");
  }

  @Test
  void differenceFailsAndExplainsUpdate() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO);
    run(true);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO.replace("passed", "failed"));
    String before = Files.readString(committed());

    assertThat(run(false)).isFalse();
    assertThat(printed.toString(UTF_8)).contains("mvn verify -Dconformance.update=true");
    assertThat(committed()).hasContent(before);
    assertThat(root.resolve("conformance-tests/target/conformance.md"))
        .content()
        .contains("| open | `OneTest.m`<br>`TwoTest.m` (failed) |");
  }

  @Test
  void missingPageFails() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO);

    assertThat(run(false)).isFalse();
  }

  @Test
  void lineEndsAreIgnored() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO);
    run(true);
    Files.writeString(committed(), Files.readString(committed()).replace("\n", "\r\n"));

    assertThat(run(false)).isTrue();
  }

  @Test
  void missingEvidenceOfAModuleSkipsComparison() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);

    assertThat(run(false)).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("not compared:", "  two: its tests were not run")
        .doesNotContain("  one:", "untagged");
    assertThat(root.resolve("conformance-tests")).doesNotExist();
  }

  @Test
  void updateWithoutAllEvidenceFails() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);

    assertThat(run(true)).isFalse();
    assertThat(printed.toString(UTF_8)).contains("not updated:");
    assertThat(committed()).doesNotExist();
  }

  @Test
  void evidenceOfSelectedTestsIsNotCompared() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tpartial\n" + PASSED_TOO);

    assertThat(run(false)).isTrue();
    assertThat(printed.toString(UTF_8)).contains("  two: only a selection of its tests was run");
  }

  @Test
  void evidenceOlderThanSourcesIsNotCompared() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    Path evidence = writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO);
    Files.setLastModifiedTime(evidence, FileTime.from(Instant.EPOCH));

    assertThat(run(false)).isTrue();
    assertThat(printed.toString(UTF_8)).contains("  two: its sources have changed");
  }

  @Test
  void testsWithoutListenerAreAnError() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    write("two/target/surefire-reports/TEST-p.TwoTest.xml", "<testsuite/>");

    assertThat(run(false)).isFalse();
    assertThat(printed.toString(UTF_8)).contains("wrote no requirement evidence in: two");
  }

  @Test
  void idThatIsNotInTheCatalogIsAnError() throws IOException {
    writeEvidence("one", "# run\tcomplete\n" + PASSED);
    writeEvidence("two", "# run\tcomplete\n" + PASSED_TOO.replace("R3313", "R3133"));

    assertThat(run(true)).isFalse();
    assertThat(printed.toString(UTF_8)).contains("  R3133 (TwoTest.m)");
  }

  @Test
  void reportReadsEvidenceOfTheListener() throws IOException {
    runWithListener(Sample.class, evidenceFile("one"));
    writeEvidence("two", "# run\tcomplete\n");

    assertThat(run(true)).isTrue();
    assertThat(committed())
        .content()
        .contains(
            "| `ConformanceReportTest.Sample.many` ×3"
                + "<br>`ConformanceReportTest.Sample.once` |\n");
  }

  private static void runWithListener(Class<?> testClass, Path evidence) {
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new RequirementEvidenceListener(evidence, false))
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session.getLauncher().execute(request().selectors(selectClass(testClass)).build());
    }
  }

  private void createModule(String name, String testSource) throws IOException {
    write(name + "/pom.xml", "<project/>");
    write(name + "/src/test/java/p/SomeTest.java", testSource);
  }

  private Path writeEvidence(String module, String text) throws IOException {
    return write(root.relativize(evidenceFile(module)).toString(), text);
  }

  private Path evidenceFile(String module) {
    return root.resolve(module + "/target/requirement-evidence/" + module + ".tsv");
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Path committed() {
    return root.resolve("docs/conformance.md");
  }

  private boolean run(boolean update) throws IOException {
    PrintStream out = new PrintStream(printed, true, UTF_8);
    return new ConformanceReport(RuleCatalog.load(), root, out).run(update);
  }

  /** Run by the test above only: the build leaves static nested classes alone. */
  @Requirement("R3313")
  static class Sample {

    @Test
    void once() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many(int number) {
      assertThat(number).isPositive();
    }
  }
}
