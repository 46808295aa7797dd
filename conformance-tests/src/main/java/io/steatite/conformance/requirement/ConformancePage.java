package io.steatite.conformance.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The catalog and the evidence as one Markdown page; equal input gives an equal page.
 *
 * @param catalog the rules
 * @param evidence what the tests of all modules said, in any order
 */
record ConformancePage(RuleCatalog catalog, List<Evidence> evidence) {

  private static final String INTRODUCTION =
      """
      # Conformance

      This page is made from test results by the build; please do not edit it. A test names the rules
      it proves with `@Requirement("R3313")`; `mvn verify -Dconformance.update=true` writes the page
      anew, and a build whose results differ from the page fails.

      A rule is **proven** when at least one test that carries its id passed and none failed, and
      **open** otherwise. The rules are retold in our own words; B ids tell what WCF does, R ids what
      it requires. Behind a test, `×n` counts the runs of a parameterised one, *skipped* means it did
      not run, and *conditional* that it runs only where it can (say, on a newer JDK) and so proves
      nothing alone.
      """;

  /** Keeps a copy of the evidence. */
  ConformancePage {
    evidence = List.copyOf(evidence);
  }

  /** Ids that tests carry and the catalog does not have, sorted; the page leaves them out. */
  List<String> unknownIds() {
    Set<String> known = catalog.ids();
    return evidence.stream()
        .filter(e -> !known.contains(e.ruleId()))
        .map(e -> e.ruleId() + " (" + e.testName() + ")")
        .distinct()
        .sorted()
        .toList();
  }

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

  /** A bar would end the cell, even inside code. */
  private static String cell(String markdown) {
    return markdown.replace("|", "\\|");
  }
}
