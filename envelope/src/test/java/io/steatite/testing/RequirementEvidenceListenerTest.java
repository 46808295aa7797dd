package io.steatite.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnJre;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

class RequirementEvidenceListenerTest {

  @TempDir Path folder;

  @Test
  void eachOutcomeIsWrittenOnItsOwnLine() throws IOException {
    assertEquals(
        List.of(
            "# run\tcomplete",
            line("R3313", Outcomes.class, "aborts", "aborts()", "skipped", "always"),
            line("R3313", Outcomes.class, "fails", "fails()", "failed", "always"),
            line("R3313", Outcomes.class, "isDisabled", "isDisabled()", "skipped", "always"),
            line("R3313", Outcomes.class, "passes", "passes()", "passed", "always")),
        evidenceOf(Outcomes.class));
  }

  @Test
  void testsWithoutRequirementAreNotWritten() throws IOException {
    assertEquals(List.of("# run\tcomplete"), evidenceOf(NoRequirement.class));
  }

  @Test
  void idsOfMethodClassSuperclassAndEnclosingClassAreCombined() throws IOException {
    String child = Child.class.getName();
    String inner = Child.Inner.class.getName();
    assertEquals(
        List.of(
            "# run\tcomplete",
            "B1111\t" + child + "\tinherited\tinherited()\tpassed\talways",
            "B1111\t" + inner + "\tnested\tnested()\tpassed\talways",
            "B1112\t" + child + "\tinherited\tinherited()\tpassed\talways",
            "B1112\t" + inner + "\tnested\tnested()\tpassed\talways",
            "B2121\t" + child + "\tinherited\tinherited()\tpassed\talways",
            "B2122\t" + inner + "\tnested\tnested()\tpassed\talways"),
        evidenceOf(Child.class));
  }

  @Test
  void everyInvocationIsWrittenUnderItsMethod() throws IOException {
    assertEquals(
        List.of(
            "# run\tcomplete",
            line("R4131", Invocations.class, "made", "one two", "passed", "always"),
            line("R4131", Invocations.class, "made", "three", "failed", "always"),
            line("R4131", Invocations.class, "shorter", "[1] a b", "passed", "always"),
            line("R4131", Invocations.class, "shorter", "[2] abcd", "failed", "always")),
        evidenceOf(Invocations.class));
  }

  @Test
  void failedContainerFailsAllItsTests() throws IOException {
    assertEquals(
        List.of(
            "# run\tcomplete",
            line("R3311", BrokenSetup.class, "one", "one()", "failed", "always"),
            line("R3311", BrokenSetup.class, "two", "two(String)", "failed", "always")),
        evidenceOf(BrokenSetup.class));
  }

  @Test
  void skippedClassSkipsAllItsTests() throws IOException {
    assertEquals(
        List.of(
            "# run\tcomplete",
            line("R3311", SkippedClass.class, "one", "one()", "skipped", "always")),
        evidenceOf(SkippedClass.class));
  }

  @Test
  void testWithJUnitConditionIsMarkedConditional() throws IOException {
    assertEquals(
        List.of(
            "# run\tcomplete",
            line("B3312", Conditional.class, "everywhere", "everywhere()", "passed", "always"),
            line("B3312", Conditional.class, "here", "here()", "passed", "conditional"),
            line("B3312", Conditional.class, "notHere", "notHere()", "skipped", "conditional")),
        evidenceOf(Conditional.class));
  }

  @Test
  void selectionOfTestsIsMarkedPartial() throws IOException {
    Path file = folder.resolve("partial.tsv");
    run(new RequirementEvidenceListener(file, true), NoRequirement.class);

    assertEquals(List.of("# run\tpartial"), Files.readAllLines(file));
  }

  @Test
  void secondRunOfALauncherAddsToTheFirst() throws IOException {
    Path file = folder.resolve("twice.tsv");
    try (LauncherSession session = session(new RequirementEvidenceListener(file, false))) {
      execute(session, SkippedClass.class);
      execute(session, BrokenSetup.class);
    }

    assertEquals(
        List.of(
            "# run\tcomplete",
            line("R3311", BrokenSetup.class, "one", "one()", "failed", "always"),
            line("R3311", BrokenSetup.class, "two", "two(String)", "failed", "always"),
            line("R3311", SkippedClass.class, "one", "one()", "skipped", "always")),
        Files.readAllLines(file));
  }

  @Test
  void withoutAFileNothingIsWritten() throws IOException {
    run(new RequirementEvidenceListener(null, false), Outcomes.class);

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void junitFindsTheListener() {
    assertTrue(
        ServiceLoader.load(TestExecutionListener.class).stream()
            .anyMatch(found -> found.type() == RequirementEvidenceListener.class));
  }

  private List<String> evidenceOf(Class<?> testClass) throws IOException {
    Path file = folder.resolve("not/yet/there/evidence.tsv");
    run(new RequirementEvidenceListener(file, false), testClass);
    return Files.readAllLines(file);
  }

  private static void run(RequirementEvidenceListener listener, Class<?> testClass) {
    try (LauncherSession session = session(listener)) {
      execute(session, testClass);
    }
  }

  /** Opens a launcher with this listener only, not the one that observes this test. */
  private static LauncherSession session(RequirementEvidenceListener listener) {
    return LauncherFactory.openSession(
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(listener)
            .build());
  }

  private static void execute(LauncherSession session, Class<?> testClass) {
    session.getLauncher().execute(request().selectors(selectClass(testClass)).build());
  }

  private static String line(String id, Class<?> testClass, String... rest) {
    return id + "\t" + testClass.getName() + "\t" + String.join("\t", rest);
  }

  // The classes below are executed by the tests above only: the build ignores static nested
  // classes.

  static class Outcomes {

    @Test
    @Requirement("R3313")
    void passes() {}

    @Test
    @Requirement("R3313")
    void fails() {
      fail("on purpose");
    }

    @Test
    @Requirement("R3313")
    void aborts() {
      abort("on purpose");
    }

    @Test
    @Disabled("on purpose")
    @Requirement("R3313")
    void isDisabled() {}
  }

  static class NoRequirement {

    @Test
    void passes() {}
  }

  @Requirement("B1111")
  abstract static class Parent {

    @Test
    @Requirement("B2121")
    void inherited() {}
  }

  @Requirement("B1112")
  static class Child extends Parent {

    @Nested
    class Inner {

      @Test
      @Requirement({"B2122"})
      void nested() {}
    }
  }

  @Requirement("R4131")
  static class Invocations {

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"a\tb", "abcd"})
    void shorter(String text) {
      assertFalse(text.length() > 3, text);
    }

    @TestFactory
    Stream<DynamicTest> made() {
      return Stream.of(
          DynamicTest.dynamicTest("one\n\ttwo", () -> {}),
          DynamicTest.dynamicTest("three", () -> fail("on purpose")));
    }
  }

  @Requirement("R3311")
  static class BrokenSetup {

    @BeforeAll
    static void breaks() {
      fail("on purpose");
    }

    @Test
    void one() {}

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void two(String text) {}
  }

  @Disabled("on purpose")
  @Requirement("R3311")
  static class SkippedClass {

    @Test
    void one() {}
  }

  @Requirement("B3312")
  static class Conditional {

    @Test
    void everywhere() {}

    @Test
    @DisabledOnJre(JRE.JAVA_8)
    void here() {}

    @Test
    @EnabledIfSystemProperty(named = "steatite.no.such.property", matches = "set")
    void notHere() {}
  }
}
