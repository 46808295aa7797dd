package io.steatite.conformance.requirement;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCatalogTest {

  private static final Pattern REQUIREMENT = Pattern.compile("(?m)^\\s*@Requirement\\(([^)]*)\\)");
  private static final Pattern LITERALS =
      Pattern.compile("\\s*\\{?(\\s*\"[^\"]+\"\\s*,?)+\\s*\\}?\\s*");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");

  private final RuleCatalog catalog = RuleCatalog.load();

  @Test
  void messagingProtocolsHasFiftyRules() {
    RuleSource source = catalog.sources().get(0);

    assertThat(source.name()).isEqualTo("Messaging Protocols (WCF)");
    assertThat(source.rules()).hasSize(50);
    assertThat(source.rules()).filteredOn(r -> r.level() == Rule.Level.BEHAVIOUR).hasSize(14);
  }

  @Test
  void misprintedIdsAreNotRules() {
    assertThat(catalog.ids()).contains("R4143", "R4144").doesNotContain("R3133", "R3134");
  }

  @Test
  void everyRuleIsComplete() {
    assertThat(catalog.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.id()).matches("\\S+");
              assertThat(rule.section()).isNotBlank();
              assertThat(rule.text()).endsWith(".");
            });
  }

  @Test
  void firstLetterOfMessagingProtocolsIdIsTheLevel() {
    assertThat(catalog.sources().get(0).rules())
        .allSatisfy(
            rule ->
                assertThat(rule.level()).isEqualTo(Rule.Level.ofLetter(rule.id().substring(0, 1))));
  }

  /** Reads sources rather than classes, so that it sees every module without running its tests. */
  @Test
  void everyIdOfATestIsInTheCatalog() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : testSources(Path.of(".."))) {
      Matcher uses = REQUIREMENT.matcher(Files.readString(file));
      while (uses.find()) {
        assertThat(uses.group(1)).as("ids in %s, as literals", file).matches(LITERALS);
        used.addAll(
            LITERAL.matcher(uses.group(1)).results().map(id -> id.group(1)).collect(toSet()));
      }
    }

    assertThat(used).isNotEmpty();
    assertThat(catalog.ids()).containsAll(used);
  }

  @Test
  void duplicateIdIsRefused() {
    Rule rule = new Rule("X1", "S", Rule.Level.REQUIREMENT, "Text.");
    List<RuleSource> sources =
        List.of(new RuleSource("one", List.of(rule)), new RuleSource("two", List.of(rule)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuleCatalog(sources))
        .withMessage("Two rules have the id X1");
  }

  @Test
  void fileStartsWithItsSource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleSource.parse("x.tsv", "id\tsection\tlevel\trule\n"))
        .withMessage("x.tsv:1: expected '# source<TAB>name'");
  }

  @Test
  void errorNamesTheLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleSource.parse("x.tsv", "# source\tX\n# note\nX1\tS\tR\n"))
        .withMessage("x.tsv:3: expected 4 columns separated by tabs, found 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleSource.parse("x.tsv", "# source\tX\nX1\tS\tQ\tText.\n"))
        .withMessage("x.tsv:2: The level must be B or R, not 'Q'");
  }

  private static List<Path> testSources(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> folders =
          modules.map(m -> m.resolve("src/test/java")).filter(Files::isDirectory).toList();
      List<Path> sources = new ArrayList<>();
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
      return sources;
    }
  }
}
