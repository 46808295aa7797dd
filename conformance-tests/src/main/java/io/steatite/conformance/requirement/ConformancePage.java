package io.steatite.conformance.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Formats catalog and evidence as a Markdown page. Equal input gives an equal page.
 *
 * @param catalog the rules
 * @param evidence the evidence of all modules, in any order
 */
record ConformancePage(RuleCatalog catalog, List<Evidence> evidence) {

  private static final String INTRODUCTION =
      """
      # Conformance

      The build makes this page from test results; please do not edit it. A test names the rules that
      it proves with `@Requirement("R3313")`. `mvn verify -Dconformance.update=true` rewrites the page;
      a build whose results differ from the page fails.

      A rule is **proven** if at least one test with its id passed and none failed, and **open**
      otherwise. The rules are summarized in our own words; B ids describe what WCF does, R ids what it
      requires. After the name of a test, `×n` counts the runs of a parameterized test, *skipped* means
      that it did not run, and *conditional* that it runs only under a condition, such as a newer JDK,
      and proves nothing alone.
      """;

  /** Copies the evidence. */
  ConformancePage {
    evidence = List.copyOf(evidence);
  }

  /** Returns the ids of tests that are not in the catalog, sorted. The page omits them. */
  List<String> unknownIds() {
    Set<String> known = catalog.ids();
    return evidence.stream()
        .filter(e -> !known.contains(e.ruleId()))
        .map(e -> e.ruleId() + " (" + e.testName() + ")")
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the page. */
  String markdown() {
    Map<String, List<Evidence>> byRule = evidence.stream().collect(groupingBy(Evidence::ruleId));
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (RuleSource source : catalog.sources()) {
      List<Verdict> verdicts =
          source.rules().stream()
              .map(rule -> Verdict.of(rule, byRule.getOrDefault(rule.id(), List.of())))
              .toList();
      page.append("\n## ").append(source.name()).append("\n\n");
      page.append(totals(verdicts)).append("\n");
      bySection(verdicts).forEach((section, part) -> page.append(table(section, part)));
    }
    return page.toString();
  }

  private static String totals(List<Verdict> verdicts) {
    long proven = verdicts.stream().filter(Verdict::proven).count();
    return "**%d proven, %d open of %d.**"
        .formatted(proven, verdicts.size() - proven, verdicts.size());
  }

  private static Map<String, List<Verdict>> bySection(List<Verdict> verdicts) {
    return verdicts.stream()
        .collect(groupingBy(verdict -> verdict.rule().section(), LinkedHashMap::new, toList()));
  }

  private static String table(String section, List<Verdict> verdicts) {
    return verdicts.stream()
        .map(ConformancePage::row)
        .collect(
            joining(
                "",
                "\n### " + section + "\n\n| id | rule | state | tests |\n|---|---|---|---|\n",
                ""));
  }

  private static String row(Verdict verdict) {
    Rule rule = verdict.rule();
    return "| %s | %s | %s | %s |\n"
        .formatted(
            cell(rule.id()),
            cell(rule.text()),
            verdict.proven() ? "proven" : "open",
            cell(String.join("<br>", verdict.tests())));
  }

  /** Escapes bars, which end a cell even inside code. */
  private static String cell(String markdown) {
    return markdown.replace("|", "\\|");
  }
}
