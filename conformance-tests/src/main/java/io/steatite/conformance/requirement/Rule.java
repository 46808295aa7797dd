package io.steatite.conformance.requirement;

/**
 * One rule of a source, retold in one sentence.
 *
 * @param id what tests call it in {@code @Requirement}, unique over all sources
 * @param section the part of the source it stands in
 * @param level what kind of rule it is
 * @param text the rule in our own words, as Markdown
 */
public record Rule(String id, String section, Level level, String text) {

  /** Whether a source describes or demands. */
  public enum Level {
    /** What an implementation is known to do; letter {@code B} in the catalog. */
    BEHAVIOUR,
    /** What every implementation has to do; letter {@code R} in the catalog. */
    REQUIREMENT;

    static Level ofLetter(String letter) {
      return switch (letter) {
        case "B" -> BEHAVIOUR;
        case "R" -> REQUIREMENT;
        default -> throw new IllegalArgumentException("Level is B or R, not '" + letter + "'");
      };
    }
  }
}
