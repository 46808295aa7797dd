package io.steatite.conformance.requirement;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one document, in the order of the document.
 *
 * @param name the name of the document
 * @param rules the rules of the document
 */
public record RuleSource(String name, List<Rule> rules) {

  private static final String NAME_LINE = "# source\t";
  private static final String COLUMNS = "id\tsection\tlevel\trule";

  /** Copies the rules. */
  public RuleSource {
    rules = List.copyOf(rules);
  }

  /**
   * Parses a catalog file. Its lines are {@code # source<TAB>name}, comments, column titles, and
   * one line for each rule with four columns separated by tabs.
   *
   * @param fileName the name of the file in error texts
   * @throws IllegalArgumentException if the text has another format; names the line
   */
  static RuleSource parse(String fileName, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(NAME_LINE)) {
      throw new IllegalArgumentException(fileName + ":1: expected '# source<TAB>name'");
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("#") && !line.equals(COLUMNS)) {
        rules.add(rule(fileName + ":" + (i + 1), line));
      }
    }
    return new RuleSource(lines.get(0).substring(NAME_LINE.length()), rules);
  }

  private static Rule rule(String place, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 4) {
      throw new IllegalArgumentException(
          place + ": expected 4 columns separated by tabs, found " + columns.length);
    }
    try {
      return new Rule(columns[0], columns[1], Rule.Level.ofLetter(columns[2]), columns[3]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }
}
