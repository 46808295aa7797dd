package io.steatite.conformance.requirement;

/**
 * How one run of one test went, for one rule it carries: a line of an evidence file.
 *
 * @param ruleId the rule
 * @param testClass the binary name of the test class
 * @param testMethod the name of the test method
 * @param displayName what JUnit calls this run of it
 * @param outcome how it went
 * @param conditional whether the test runs only under some JUnit condition, say on a newer JDK
 */
record Evidence(
    String ruleId,
    String testClass,
    String testMethod,
    String displayName,
    Outcome outcome,
    boolean conditional) {

  enum Outcome {
    PASSED,
    FAILED,
    SKIPPED;

    static Outcome ofWord(String word) {
      return switch (word) {
        case "passed" -> PASSED;
        case "failed" -> FAILED;
        case "skipped" -> SKIPPED;
        default -> throw new IllegalArgumentException("Unknown outcome '" + word + "'");
      };
    }
  }

  /** Reads a line as {@code RequirementEvidenceListener} writes it. */
  static Evidence parse(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 6) {
      throw new IllegalArgumentException("Expected 6 columns of evidence: " + line);
    }
    return new Evidence(
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        Outcome.ofWord(columns[4]),
        columns[5].equals("conditional"));
  }

  /** Class and method the way a reader says it: {@code FaultTest.Codes.sender}. */
  String testName() {
    String simpleName = testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.');
    return simpleName + "." + testMethod;
  }
}
