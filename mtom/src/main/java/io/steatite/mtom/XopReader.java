package io.steatite.mtom;

import io.steatite.ResourceAccount;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import jakarta.activation.DataSource;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.ri.Stax2ReaderAdapter;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.Base64Variants;
import org.jspecify.annotations.Nullable;

/**
 * Shows each {@code xop:Include} as the base64 text it stands for, in CHARACTERS events (XOP
 * section 3.2). Who reads binary gets the bytes of the part instead, without base64 in between.
 *
 * <p>White space beside an {@code xop:Include}, which pretty-printers leave, is not shown, so that
 * the content stays binary when it is passed on.
 */
final class XopReader extends Stax2ReaderAdapter implements BinaryContentReader {
  private static final int CHUNK = 16 << 10;

  /** White space of more characters is shown even before an xop:Include. */
  private static final int LONGEST_SPACE = 1 << 12;

  private final MimePackage parts;
  private final XmlLimits limits;
  private final ResourceAccount account;
  private final boolean resolving;

  /** What the current CHARACTERS event stands for; null if the event is the document's own. */
  private @Nullable IncludedText included;

  /**
   * White space after a start tag, if it is the current event: the document is on the event after
   * it then, since white space before an xop:Include is not shown.
   */
  private @Nullable String space;

  /** The depth that belongs to {@link #space}. */
  private int spaceDepth;

  /** Whether the element started last has had no content but white space yet. */
  private boolean blank;

  /** Whether an xop:Include was met in the element and the element's end was not. */
  private boolean filled;

  /**
   * @param document the envelope, on START_DOCUMENT
   * @param parts the package it came in
   * @param account text that is read in one piece is taken from it, if it is long
   * @param resolving false if it is no XOP document, so that an xop:Include means nothing in it
   */
  XopReader(
      XMLStreamReader2 document,
      MimePackage parts,
      XmlLimits limits,
      ResourceAccount account,
      boolean resolving) {
    super(document);
    this.parts = parts;
    this.limits = limits;
    this.account = account;
    this.resolving = resolving;
  }

  @Override
  public int next() throws XMLStreamException {
    if (included != null && included.advance()) {
      return CHARACTERS;
    }
    included = null;
    int event = space == null ? super.next() : super.getEventType();
    space = null;
    return switch (event) {
      case START_ELEMENT -> start();
      case END_ELEMENT -> end();
      case CHARACTERS, CDATA, SPACE -> blank || filled ? text(event) : event;
      default -> event; // comments count for nothing
    };
  }

  private int start() throws XMLStreamException {
    requireAlone(!filled);
    if (resolving && isInclude()) {
      return include();
    }
    blank = true;
    return START_ELEMENT;
  }

  private boolean isInclude() {
    return Xop.isInclude(getNamespaceURI(), getLocalName());
  }

  private int end() {
    blank = false;
    filled = false;
    return END_ELEMENT;
  }

  /** Text after the start tag, or after an xop:Include. */
  private int text(int event) throws XMLStreamException {
    if (!isWhiteSpace()) {
      requireAlone(!filled);
      blank = false;
      return event;
    }
    if (filled) {
      return next();
    }
    return resolving && event == CHARACTERS ? space() : event;
  }

  /** Looks at what comes after the white space, however many events it has. */
  private int space() throws XMLStreamException {
    spaceDepth = getDepth();
    String text = super.getText();
    int event = super.next();
    while (event == CHARACTERS && isWhiteSpace() && text.length() < LONGEST_SPACE) {
      text += super.getText();
      event = super.next();
    }
    if (event == START_ELEMENT && isInclude()) {
      return include();
    }
    space = text;
    return CHARACTERS;
  }

  /** Goes over the xop:Include just started and stays as the text in its place. */
  private int include() throws XMLStreamException {
    requireAlone(blank);
    IncludedText text =
        new IncludedText(parts, ContentReference.ofHref(getAttributeValue("", Xop.HREF)));
    int event = super.next();
    while (event != END_ELEMENT) {
      if (event != COMMENT && !isWhiteSpace()) {
        throw malformed("An xop:Include may have no content here (XOP section 4.1)");
      }
      event = super.next();
    }
    blank = false;
    filled = true;
    included = text;
    return CHARACTERS;
  }

  private void requireAlone(boolean alone) {
    if (!alone) {
      throw malformed(
          "An xop:Include must be the only content of its element (XOP section 3.2, MTOM step 3)");
    }
  }

  private MalformedMessageException malformed(String what) {
    return MalformedMessageException.at(getParent(), what);
  }

  @Override
  public @Nullable DataSource takeBinaryContent() throws XMLStreamException {
    return included == null ? null : included.take();
  }

  @Override
  public DataSource getElementAsDataSource() throws XMLStreamException {
    if (!toContent()) {
      return BinaryContent.of(new byte[0]);
    }
    DataSource content = takeBinaryContent();
    if (content == null) {
      return BinaryContent.of(getElementAsBinary());
    }
    toEnd();
    return content;
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) throws XMLStreamException {
    if (getEventType() == START_ELEMENT && !toContent(variant)) {
      return new byte[0];
    }
    if (included == null) {
      return decodedText(variant);
    }
    byte[] bytes = included.readAll();
    toEnd();
    return bytes;
  }

  /** Decodes the rest of the element's own text. */
  private byte[] decodedText(Base64Variant variant) throws XMLStreamException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (WholeContent whole = new WholeContent(limits, account)) {
      for (int n; (n = readElementAsBinary(chunk, 0, CHUNK, variant)) > 0; ) {
        whole.grow(bytes.size() + (long) n);
        bytes.write(chunk, 0, n);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public int readElementAsBinary(byte[] bytes, int offset, int length, Base64Variant variant)
      throws XMLStreamException {
    if (getEventType() == START_ELEMENT && !toContent(variant)) {
      return -1;
    }
    if (included == null) {
      return super.readElementAsBinary(bytes, offset, length, variant);
    }
    int n = included.read(bytes, offset, length);
    if (n < 0) {
      toEnd();
    }
    return n;
  }

  @Override
  public Optional<RuntimeException> failure() {
    return parts.failure();
  }

  /** A child element is the sender's doing; a reader that stands elsewhere is the caller's. */
  @Override
  protected void throwNotStartElemOrTextual(int event) {
    if (event == START_ELEMENT) {
      throw malformed("Expected binary content, found element " + getName());
    }
    super.throwNotStartElemOrTextual(event);
  }

  private boolean toContent() throws XMLStreamException {
    return toContent(Base64Variants.getDefaultVariant());
  }

  /**
   * Goes from the START_ELEMENT to its first text that is not blank, and has the document's own
   * text ready for decoding.
   *
   * @return false if there is no such text; the reader is on END_ELEMENT then
   */
  private boolean toContent(Base64Variant variant) throws XMLStreamException {
    int event = next();
    while (event == COMMENT || (event != END_ELEMENT && included == null && isWhiteSpace())) {
      event = next();
    }
    if (event == START_ELEMENT) {
      throw new XMLStreamException("Expected binary content, found " + getName(), getLocation());
    }
    if (event != END_ELEMENT && included == null) {
      _base64Decoder().init(variant, true, getText());
    }
    return event != END_ELEMENT;
  }

  private void toEnd() throws XMLStreamException {
    while (next() != END_ELEMENT) {}
  }

  @Override
  public String getElementText() throws XMLStreamException {
    require(START_ELEMENT, null, null);
    StringBuilder text = new StringBuilder();
    try (WholeContent whole = new WholeContent(limits, account)) {
      for (int event = next(); event != END_ELEMENT; event = next()) {
        if (event == START_ELEMENT) {
          throw new XMLStreamException("Expected text only, found " + getName(), getLocation());
        }
        if (event != COMMENT) {
          text.append(getText());
          whole.grow(text.length());
        }
      }
    }
    return text.toString();
  }

  @Override
  public int nextTag() throws XMLStreamException {
    return XmlWhitespace.nextTag(this);
  }

  /** Whether the current event is not the one that the document is on. */
  private boolean isShown() {
    return included != null || space != null;
  }

  /** The text of the current event, if the document is on another one. */
  private @Nullable String shown() {
    return included == null ? space : pieceOf(included);
  }

  @Override
  public int getEventType() {
    return isShown() ? CHARACTERS : super.getEventType();
  }

  @Override
  public int getDepth() {
    return space == null ? super.getDepth() : spaceDepth;
  }

  @Override
  public boolean hasText() {
    return isShown() || super.hasText();
  }

  @Override
  public boolean hasName() {
    return !isShown() && super.hasName();
  }

  @Override
  public boolean isStartElement() {
    return !isShown() && super.isStartElement();
  }

  @Override
  public boolean isEndElement() {
    return !isShown() && super.isEndElement();
  }

  @Override
  public boolean isCharacters() {
    return isShown() || super.isCharacters();
  }

  /** An xop:Include stands for content, even if its part is empty. */
  @Override
  public boolean isWhiteSpace() {
    return included == null && (space != null || super.isWhiteSpace());
  }

  @Override
  public String getText() {
    String shown = shown();
    return shown == null ? super.getText() : shown;
  }

  @Override
  public char[] getTextCharacters() {
    String shown = shown();
    return shown == null ? super.getTextCharacters() : shown.toCharArray();
  }

  @Override
  public int getTextCharacters(int sourceStart, char[] target, int targetStart, int length)
      throws XMLStreamException {
    String shown = shown();
    if (shown == null) {
      return super.getTextCharacters(sourceStart, target, targetStart, length);
    }
    int count = Math.min(length, shown.length() - sourceStart);
    shown.getChars(sourceStart, sourceStart + count, target, targetStart);
    return count;
  }

  @Override
  public int getTextStart() {
    return isShown() ? 0 : super.getTextStart();
  }

  @Override
  public int getTextLength() {
    String shown = shown();
    return shown == null ? super.getTextLength() : shown.length();
  }

  /** StAX lets no text accessor throw the checked exception. */
  private static String pieceOf(IncludedText included) {
    try {
      return included.piece();
    } catch (XMLStreamException e) {
      throw MalformedMessageException.of(e);
    }
  }
}
