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
 * Shows each {@code xop:Include} as the base64 text that it stands for, in CHARACTERS events (XOP
 * section 3.2). Binary reads return the bytes of the part instead, without encoding them as base64.
 *
 * <p>White space next to an {@code xop:Include}, which pretty-printers write, is not shown, so that
 * the content stays binary when the message is forwarded.
 */
final class XopReader extends Stax2ReaderAdapter implements BinaryContentReader {
  private static final int CHUNK = 16 << 10;

  /** White space of more characters than this is shown even before an xop:Include. */
  private static final int LONGEST_SPACE = 1 << 12;

  private final MimePackage parts;
  private final XmlLimits limits;
  private final ResourceAccount account;
  private final boolean resolving;

  /** The content of the current CHARACTERS event; null if the event is the document's own. */
  private @Nullable IncludedText included;

  /**
   * White space after a start tag, if it is the current event. The document is already on the next
   * event then, to find out whether that is an xop:Include.
   */
  private @Nullable String space;

  /** The depth of the event {@link #space}. */
  private int spaceDepth;

  /** Whether the current element has had no content but white space. */
  private boolean blank;

  /** Whether the current element contains an xop:Include. */
  private boolean filled;

  /**
   * @param document the envelope, on START_DOCUMENT
   * @param parts the package of the envelope
   * @param account provides the memory for long text that is read in one piece
   * @param resolving whether xop:Include is replaced; false if the document is not a XOP document
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
      default -> event; // comments are not content
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

  /** Handles text directly after a start tag or after an xop:Include. */
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

  /** Reads all white space, which may be several events, and the event after it. */
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

  /** Skips the xop:Include and makes its content the current event. */
  private int include() throws XMLStreamException {
    requireAlone(blank);
    IncludedText text =
        new IncludedText(parts, ContentReference.ofHref(getAttributeValue("", Xop.HREF)));
    int event = super.next();
    while (event != END_ELEMENT) {
      if (event != COMMENT && !isWhiteSpace()) {
        throw malformed("An xop:Include must be empty (XOP section 4.1)");
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

  /** Decodes the remaining text of the element. */
  private byte[] decodedText(Base64Variant variant) throws XMLStreamException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (MaterializedSize size = new MaterializedSize(limits, account)) {
      for (int n; (n = readElementAsBinary(chunk, 0, CHUNK, variant)) > 0; ) {
        size.grow(bytes.size() + (long) n);
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

  /** A child element is an error of the sender; any other event is an error of the caller. */
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
   * Goes from START_ELEMENT to the first text that is not white space, and prepares the decoder if
   * the text is the document's own.
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
    try (MaterializedSize size = new MaterializedSize(limits, account)) {
      for (int event = next(); event != END_ELEMENT; event = next()) {
        if (event == START_ELEMENT) {
          throw new XMLStreamException("Expected text only, found " + getName(), getLocation());
        }
        if (event != COMMENT) {
          text.append(getText());
          size.grow(text.length());
        }
      }
    }
    return text.toString();
  }

  @Override
  public int nextTag() throws XMLStreamException {
    return XmlWhitespace.nextTag(this);
  }

  /** Returns whether the current event is not the event of the document. */
  private boolean isShown() {
    return included != null || space != null;
  }

  /** Returns the text of the current event; null if that is the event of the document. */
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

  /** Returns false for an xop:Include, even if its part is empty. */
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

  /** Wraps the checked exception, which the text methods of StAX do not declare. */
  private static String pieceOf(IncludedText included) {
    try {
      return included.piece();
    } catch (XMLStreamException e) {
      throw MalformedMessageException.of(e);
    }
  }
}
