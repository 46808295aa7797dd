package io.steatite.conformance.requirement;

/**
 * The outcome of one run of a test, for one rule whose id the test has. One line of an evidence
 * file.
 *
 * @param ruleId the id of the rule
 * @param testClass the binary name of the test class
 * @param testMethod the name of the test method
 * @param displayName JUnit's name of this run
 * @param outcome the outcome of this run
 * @param conditional whether the test runs only under a JUnit condition, such as a newer JDK
 */
record Evidence(
    String ruleId,
    String testClass,
    String testMethod,
    String displayName,
    Outcome outcome,
    boolean conditional) {

  /** The outcome of a run. */
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

  /**
   * Parses a line that {@code RequirementEvidenceListener} has written.
   *
   * @throws IllegalArgumentException if the line has another format
   */
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

  /** Returns simple class name and method name, such as {@code FaultTest.Codes.sender}. */
  String testName() {
    String simpleName = testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.');
    return simpleName + "." + testMethod;
  }
}
