package io.steatite.conformance.requirement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every rule a test can prove, by source.
 *
 * @param sources the documents the rules come from, in the order the page shows them
 */
public record RuleCatalog(List<RuleSource> sources) {

  /** A new source is a new file in {@code requirements/} and its name here. */
  private static final List<String> FILES = List.of("messaging-protocols.tsv", "soap12-part1.tsv");

  /**
   * Keeps a copy of the sources.
   *
   * @throws IllegalArgumentException if two rules have the same id
   */
  public RuleCatalog {
    sources = List.copyOf(sources);
    Set<String> seen = new HashSet<>();
    for (RuleSource source : sources) {
      for (Rule rule : source.rules()) {
        if (!seen.add(rule.id())) {
          throw new IllegalArgumentException("Two rules have the id " + rule.id());
        }
      }
    }
  }

  /** The catalog of this project. */
  public static RuleCatalog load() {
    return new RuleCatalog(FILES.stream().map(RuleCatalog::read).toList());
  }

  /** All rules of all sources, in order. */
  public List<Rule> rules() {
    return sources.stream().flatMap(source -> source.rules().stream()).toList();
  }

  /** The ids of all rules. */
  public Set<String> ids() {
    return rules().stream().map(Rule::id).collect(toUnmodifiableSet());
  }

  private static RuleSource read(String fileName) {
    try (InputStream in = RuleCatalog.class.getResourceAsStream("/requirements/" + fileName)) {
      if (in == null) {
        throw new FileNotFoundException("no resource requirements/" + fileName);
      }
      return RuleSource.parse(fileName, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the requirement catalog", e);
    }
  }
}
