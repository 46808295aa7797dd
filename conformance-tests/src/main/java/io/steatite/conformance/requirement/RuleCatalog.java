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
 * All rules that tests can prove, by source.
 *
 * @param sources the documents that contain the rules, in the order of the page
 */
public record RuleCatalog(List<RuleSource> sources) {

  /** The files in {@code requirements/}, one for each source. */
  private static final List<String> FILES = List.of("messaging-protocols.tsv", "soap12-part1.tsv");

  /**
   * Copies the sources.
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

  /** Reads the catalog of this project from the resources of this module. */
  public static RuleCatalog load() {
    return new RuleCatalog(FILES.stream().map(RuleCatalog::read).toList());
  }

  /** Returns the rules of all sources in order. */
  public List<Rule> rules() {
    return sources.stream().flatMap(source -> source.rules().stream()).toList();
  }

  /** Returns the ids of all rules. */
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
