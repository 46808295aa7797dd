package io.steatite.conformance.requirement;

/**
 * A rule of a source, summarized in one sentence.
 *
 * @param id the id that tests use in {@code @Requirement}; unique in all sources
 * @param section the part of the source that contains the rule
 * @param level whether the rule describes or requires
 * @param text the rule in our own words, as Markdown
 */
public record Rule(String id, String section, Level level, String text) {

  /** Whether a rule describes or requires a behavior. */
  public enum Level {
    /** Describes what an implementation does; letter {@code B} in the catalog. */
    BEHAVIOUR,
    /** Requires something of every implementation; letter {@code R} in the catalog. */
    REQUIREMENT;

    static Level ofLetter(String letter) {
      return switch (letter) {
        case "B" -> BEHAVIOUR;
        case "R" -> REQUIREMENT;
        default ->
            throw new IllegalArgumentException("The level must be B or R, not '" + letter + "'");
      };
    }
  }
}
