package io.steatite.conformance.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.steatite.conformance.requirement.Evidence.Outcome;
import java.util.List;
import java.util.TreeMap;

/**
 * The result for one rule.
 *
 * <p>A rule is proven if an unconditional test passed and no test failed. Conditional tests prove
 * nothing alone, and are listed in the same way whether they ran or not. So the result does not
 * depend on the JDK.
 *
 * @param rule the rule
 * @param proven whether the rule is proven; otherwise it is open
 * @param tests the tests with the id of the rule, sorted, as Markdown
 */
record Verdict(Rule rule, boolean proven, List<String> tests) {

  /**
   * Determines the result from the evidence.
   *
   * @param evidence the evidence of all modules for this rule
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

  /** Returns the remark after the name of a test: its number of runs, or why it proves nothing. */
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
