package io.steatite.conformance.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.steatite.conformance.requirement.Evidence.Outcome;
import java.util.List;
import java.util.TreeMap;

/**
 * What all the evidence together says about one rule.
 *
 * <p>A rule is proven if a test that runs everywhere passed and no test failed. Conditional tests
 * are listed in one and the same way whether they ran or not, and prove nothing alone, so that the
 * verdict does not depend on the JDK.
 *
 * @param rule the rule
 * @param proven whether it is proven, rather than open
 * @param tests the tests that carry it, sorted, as Markdown
 */
record Verdict(Rule rule, boolean proven, List<String> tests) {

  /**
   * Weighs the evidence.
   *
   * @param evidence every line about this rule, from all modules
   */
  static Verdict of(Rule rule, List<Evidence> evidence) {
    boolean passed =
        evidence.stream().anyMatch(e -> e.outcome() == Outcome.PASSED && !e.conditional());
    boolean failed = evidence.stream().anyMatch(e -> e.outcome() == Outcome.FAILED);
    List<String> tests =
        evidence.stream()
            .collect(groupingBy(Evidence::testName, TreeMap::new, toList()))
            .entrySet()
            .stream()
            .map(test -> "`" + test.getKey() + "`" + remark(test.getValue()))
            .toList();
    return new Verdict(rule, passed && !failed, tests);
  }

  /** What stands behind a test's name: how often it ran, or why it counts for little. */
  private static String remark(List<Evidence> runs) {
    if (runs.stream().anyMatch(run -> run.outcome() == Outcome.FAILED)) {
      return " (failed)";
    }
    if (runs.stream().anyMatch(Evidence::conditional)) {
      return " (conditional)";
    }
    long passed = runs.stream().filter(run -> run.outcome() == Outcome.PASSED).count();
    if (passed == 0) {
      return " (skipped)";
    }
    return passed == 1 ? "" : " ×" + passed;
  }
}
