package io.steatite.envelope.xml;

/**
 * Limits on the XML of one message. All defaults are finite; {@link #UNLIMITED} disables a limit.
 *
 * <p>Immutable, safe for use by several threads.
 *
 * @param depth nested elements, the envelope counted as 1
 * @param elements elements in the whole document
 * @param attributes attributes of one element
 * @param attributeCharacters characters of the value of one attribute, or of a namespace
 * @param nameCharacters characters of the local name of an element or attribute, or of a prefix
 * @param textCharacters characters of one comment, and of the text of an element that is read in
 *     one piece (bytes if it is binary). Text that is read piece by piece is not limited
 * @param documentCharacters characters of the whole document, markup included
 * @param headerCharacters characters of all header blocks that are kept in memory, markup and names
 *     excluded. Each tag counts as 4 characters, each attribute and namespace as 24 more than its
 *     value, each text and comment as 28 more
 */
public record XmlLimits(
    int depth,
    long elements,
    int attributes,
    int attributeCharacters,
    int nameCharacters,
    long textCharacters,
    long documentCharacters,
    long headerCharacters) {

  /** Disables a limit; works for every component. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /**
   * The defaults: depth 128, 1,000,000 elements, 128 attributes with values of 64 Ki characters,
   * names of 1 Ki characters, 16 Mi characters of text in one piece, 128 Mi characters in the
   * document, 256 Ki characters in the header blocks.
   */
  public static final XmlLimits DEFAULT =
      new XmlLimits(128, 1_000_000, 128, 1 << 16, 1 << 10, 1 << 24, 1 << 27, 1 << 18);

  /** No limits, for XML that this program has written itself. */
  static final XmlLimits NONE =
      new XmlLimits(
          UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

  /** Checks that every limit is positive. */
  public XmlLimits {
    positive(depth, "depth");
    positive(elements, "elements");
    positive(attributes, "attributes");
    positive(attributeCharacters, "attributeCharacters");
    positive(nameCharacters, "nameCharacters");
    positive(textCharacters, "textCharacters");
    positive(documentCharacters, "documentCharacters");
    positive(headerCharacters, "headerCharacters");
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("XmlLimits." + name + " must be positive, was " + value);
    }
  }

  /** Returns a builder that starts with the default limits. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** Returns a builder that starts with these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Builds limits. Not safe for use by several threads. */
  public static final class Builder {
    private int depth;
    private long elements;
    private int attributes;
    private int attributeCharacters;
    private int nameCharacters;
    private long textCharacters;
    private long documentCharacters;
    private long headerCharacters;

    private Builder(XmlLimits from) {
      depth = from.depth;
      elements = from.elements;
      attributes = from.attributes;
      attributeCharacters = from.attributeCharacters;
      nameCharacters = from.nameCharacters;
      textCharacters = from.textCharacters;
      documentCharacters = from.documentCharacters;
      headerCharacters = from.headerCharacters;
    }

    /** Sets the maximum depth of nested elements; the envelope counts as 1. */
    public Builder depth(int value) {
      depth = value;
      return this;
    }

    /** Sets the maximum number of elements in the document. */
    public Builder elements(long value) {
      elements = value;
      return this;
    }

    /** Sets the maximum number of attributes of one element. */
    public Builder attributes(int value) {
      attributes = value;
      return this;
    }

    /** Sets the maximum characters of an attribute value or a namespace. */
    public Builder attributeCharacters(int value) {
      attributeCharacters = value;
      return this;
    }

    /** Sets the maximum characters of a local name or a prefix. */
    public Builder nameCharacters(int value) {
      nameCharacters = value;
      return this;
    }

    /** Sets the maximum characters of a text that is read in one piece. */
    public Builder textCharacters(long value) {
      textCharacters = value;
      return this;
    }

    /** Sets the maximum characters of the document. */
    public Builder documentCharacters(long value) {
      documentCharacters = value;
      return this;
    }

    /** Sets the maximum characters of all header blocks together. */
    public Builder headerCharacters(long value) {
      headerCharacters = value;
      return this;
    }

    /**
     * Returns the limits.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public XmlLimits build() {
      return new XmlLimits(
          depth,
          elements,
          attributes,
          attributeCharacters,
          nameCharacters,
          textCharacters,
          documentCharacters,
          headerCharacters);
    }
  }
}
