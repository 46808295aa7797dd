package io.steatite.envelope.xml;

/**
 * How much XML one message may be. Every value is finite by default; {@link #UNLIMITED} stands for
 * no limit.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param depth nested elements, the envelope counted as 1
 * @param elements elements in the whole document
 * @param attributes attributes of one element
 * @param attributeCharacters characters of the value of one attribute, or of a namespace
 * @param nameCharacters characters of the local name of an element or attribute, or of a prefix
 * @param textCharacters characters of the text of an element that is read in one piece, or bytes if
 *     it is binary; also of one comment. What is read piece by piece may be longer
 * @param documentCharacters characters of the whole document, markup included
 * @param headerCharacters characters kept of all header blocks together; names are not counted, but
 *     each tag counts for 4 more and each attribute, namespace, text and comment for 24 or 28
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

  /** Stands for "no limit"; works for every component. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /**
   * 128 levels, a million elements, 128 attributes of at most 64 Ki characters, names of 1 Ki, 16
   * Mi characters of text in one piece, 128 Mi in the document, 256 Ki in the header blocks.
   */
  public static final XmlLimits DEFAULT =
      new XmlLimits(128, 1_000_000, 128, 1 << 16, 1 << 10, 1 << 24, 1 << 27, 1 << 18);

  /** No limits: for what comes from nobody but this program. */
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

  /** A builder that starts from the default limits. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** A builder that starts from these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects limits; not safe for use by several threads. */
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

    /** Nested elements, the envelope counted as 1. */
    public Builder depth(int value) {
      depth = value;
      return this;
    }

    /** Elements in the whole document. */
    public Builder elements(long value) {
      elements = value;
      return this;
    }

    /** Attributes of one element. */
    public Builder attributes(int value) {
      attributes = value;
      return this;
    }

    /** Characters of the value of one attribute, or of a namespace. */
    public Builder attributeCharacters(int value) {
      attributeCharacters = value;
      return this;
    }

    /** Characters of the local name of an element or attribute, or of a prefix. */
    public Builder nameCharacters(int value) {
      nameCharacters = value;
      return this;
    }

    /** Characters of one text that is kept in memory in one piece. */
    public Builder textCharacters(long value) {
      textCharacters = value;
      return this;
    }

    /** Characters of the whole document. */
    public Builder documentCharacters(long value) {
      documentCharacters = value;
      return this;
    }

    /** Characters kept of all header blocks together. */
    public Builder headerCharacters(long value) {
      headerCharacters = value;
      return this;
    }

    /** The limits collected so far. */
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
