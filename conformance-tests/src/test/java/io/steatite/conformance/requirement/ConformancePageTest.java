package io.steatite.conformance.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConformancePageTest {

  private static final RuleCatalog CATALOG =
      new RuleCatalog(
          List.of(
              RuleSource.parse(
                  "a.tsv",
                  """
                  # source\tSource A
                  A1\tFirst\tR\tOne `a|b` or | two.
                  A2\tSecond\tB\tSomething else.
                  A3\tFirst\tR\tLast.
                  """),
              RuleSource.parse("b.tsv", "# source\tSource B\nB1\tOnly\tR\tYet another.\n")));

  @Test
  void totalsAreShownForEachSource() {
    assertThat(page("A1\tp.T\tm\tm()\tpassed\talways"))
        .containsSubsequence(
            "## Source A",
            "**1 proven, 2 open of 3.**",
            "## Source B",
            "**0 proven, 1 open of 1.**");
  }

  @Test
  void sectionsAreTablesInSourceOrder() {
    assertThat(page())
        .containsSubsequence("### First\n\n| id |", "| A1 |", "| A3 |", "### Second", "| A2 |")
        .doesNotContain("\n\n\n");
  }

  @Test
  void barsAreEscaped() {
    assertThat(page()).contains("| A1 | One `a\\|b` or \\| two. | open |  |\n");
  }

  @Test
  void passedTestProvesTheRule() {
    assertThat(row("A2", "A2\tp.FaultTest$Codes\tsender\tsender()\tpassed\talways"))
        .isEqualTo("| A2 | Something else. | proven | `FaultTest.Codes.sender` |");
  }

  @Test
  void oneFailedTestLeavesTheRuleOpen() {
    assertThat(
            row(
                "A2",
                "A2\tp.T\tgood\tgood()\tpassed\talways",
                "A2\tp.T\tmany\t[1]\tpassed\talways",
                "A2\tp.T\tmany\t[2]\tfailed\talways"))
        .endsWith("| open | `T.good`<br>`T.many` (failed) |");
  }

  @Test
  void skippedTestDoesNotProveTheRule() {
    assertThat(row("A2", "A2\tp.T\tm\tm()\tskipped\talways"))
        .endsWith("| open | `T.m` (skipped) |");
  }

  @Test
  void invocationsAreCountedNotListed() {
    assertThat(
            row(
                "A2",
                "A2\tp.T\tm\t[1]\tpassed\talways",
                "A2\tp.T\tm\t[2]\tpassed\talways",
                "A2\tp.T\tm\t[3]\tskipped\talways"))
        .endsWith("| proven | `T.m` ×2 |");
  }

  @Test
  void conditionalTestIsListedTheSameWhetherItRanOrNot() {
    String everywhere = "A2\tp.T\tm\tm()\tpassed\talways";
    String ran = row("A2", everywhere, "A2\tp.T\tnewer\tnewer()\tpassed\tconditional");
    String skipped = row("A2", everywhere, "A2\tp.T\tnewer\tnewer()\tskipped\tconditional");

    assertThat(ran).isEqualTo(skipped).endsWith("| proven | `T.m`<br>`T.newer` (conditional) |");
  }

  @Test
  void conditionalTestAloneDoesNotProveTheRule() {
    assertThat(row("A2", "A2\tp.T\tnewer\tnewer()\tpassed\tconditional"))
        .endsWith("| open | `T.newer` (conditional) |");
  }

  @Test
  void orderOfEvidenceDoesNotMatter() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "A1\tp.T\tb\tb()\tpassed\talways",
                "A1\tq.S\tc\tc()\tpassed\talways",
                "A1\tp.T\ta\ta()\tskipped\talways"));
    String page = page(lines.toArray(String[]::new));
    Collections.reverse(lines);

    assertThat(page(lines.toArray(String[]::new)))
        .isEqualTo(page)
        .contains("`S.c`<br>`T.a` (skipped)<br>`T.b` |");
  }

  @Test
  void idsThatAreNotInTheCatalogAreNamed() {
    ConformancePage page =
        new ConformancePage(
            CATALOG,
            Stream.of("Z9\tp.T\tm\t[1]\tpassed\talways", "Z9\tp.T\tm\t[2]\tpassed\talways")
                .map(Evidence::parse)
                .toList());

    assertThat(page.unknownIds()).containsExactly("Z9 (T.m)");
  }

  private static String row(String id, String... evidence) {
    return page(evidence)
        .lines()
        .filter(line -> line.startsWith("| " + id + " |"))
        .findFirst()
        .orElseThrow();
  }

  private static String page(String... evidence) {
    return new ConformancePage(CATALOG, Stream.of(evidence).map(Evidence::parse).toList())
        .markdown();
  }
}
