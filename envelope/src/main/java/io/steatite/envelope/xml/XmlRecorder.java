package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Arrays;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Keeps XML events compactly: one int an event and the strings it needs, in two arrays that the
 * fragments of one recorder share. No objects per event; names are the parser's own strings.
 *
 * <p>Only appends, so a fragment does not change when recording goes on. Not safe for use by
 * several threads; the fragments are.
 */
@SuppressWarnings("exports") // for the other packages of this project
public final class XmlRecorder {
  /** What keeping an event takes besides its characters, in characters. */
  private static final int PER_EVENT = 4;

  /** What keeping a text, an attribute value or a namespace takes besides its characters. */
  private static final int PER_VALUE = 24;

  /** Characters that are taken from the account at once. */
  private static final int STEP = 1 << 16;

  private final InScopeNamespaces inherited;
  private final String limitName;
  private final long limit;
  private final ResourceAccount account;
  private long characters;
  private long accounted = STEP;
  private int[] tokens = new int[32];
  private int tokenCount;
  private String[] strings = new String[64];
  private int stringCount;

  /**
   * @param inherited in scope around what is recorded
   * @param limitName the setting that limits the characters kept, for the error
   * @param limit how many characters of text and attribute values to keep at most; each event
   *     counts for one more
   */
  public XmlRecorder(InScopeNamespaces inherited, String limitName, long limit) {
    this(inherited, limitName, limit, ResourceAccount.unlimited());
  }

  /**
   * @param inherited in scope around what is recorded
   * @param limitName the setting that limits the characters kept, for the error
   * @param limit how many characters of text and attribute values to keep at most; each event
   *     counts for one more
   * @param account what is kept is taken from it if it is more than 64 Ki characters; two bytes a
   *     character
   */
  public XmlRecorder(
      InScopeNamespaces inherited, String limitName, long limit, ResourceAccount account) {
    this.inherited = inherited;
    this.limitName = limitName;
    this.limit = limit;
    this.account = account;
  }

  /**
   * Records the current element; the reader stands on its START_ELEMENT before and on its
   * END_ELEMENT after.
   *
   * @throws XMLStreamException if the reader cannot go on, or meets what an envelope may not hold
   * @throws LimitExceededException if more characters would be kept than allowed
   */
  public XmlFragment recordElement(XMLStreamReader2 reader) throws XMLStreamException {
    int firstToken = tokenCount;
    int firstString = stringCount;
    int open = 0;
    do {
      open += recordEvent(reader, reader.getEventType());
      if (open > 0) {
        reader.next();
      }
    } while (open > 0);
    return fragment(firstToken, firstString);
  }

  /**
   * Records the current event, which is no tag.
   *
   * @throws XMLStreamException if it is something that an envelope may not hold
   * @throws LimitExceededException if more characters would be kept than allowed
   */
  public void record(XMLStreamReader2 reader) throws XMLStreamException {
    recordEvent(reader, reader.getEventType());
  }

  /**
   * Records everything from the current event to the end of the reader's document, as the reader of
   * a body has it.
   *
   * @return all that was recorded, before that too
   * @throws XMLStreamException if the reader cannot go on, or meets what an envelope may not hold
   * @throws LimitExceededException if more characters would be kept than allowed
   */
  public XmlFragment recordRest(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.getEventType();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      recordEvent(reader, event);
      event = reader.next();
    }
    return recorded();
  }

  /** All that was recorded. */
  public XmlFragment recorded() {
    return fragment(0, 0);
  }

  private XmlFragment fragment(int firstToken, int firstString) {
    Recording recording = new Recording(tokens, strings, stringCount, characters);
    return new XmlFragment(recording, firstToken, tokenCount, firstString, inherited);
  }

  private int recordEvent(XMLStreamReader2 reader, int event) throws XMLStreamException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT:
        recordStart(reader);
        return 1;
      case XMLStreamConstants.END_ELEMENT:
        token(Recording.END);
        return -1;
      case XMLStreamConstants.CHARACTERS:
      case XMLStreamConstants.SPACE:
        recordText(Recording.TEXT, reader);
        return 0;
      case XMLStreamConstants.CDATA:
        recordText(Recording.CDATA, reader);
        return 0;
      case XMLStreamConstants.COMMENT:
        recordText(Recording.COMMENT, reader);
        return 0;
      default:
        throw new XMLStreamException(
            "A SOAP envelope may not hold a processing instruction, DTD or entity reference"
                + " (SOAP 1.2 Part 1 section 5)",
            reader.getLocation());
    }
  }

  private void recordStart(XMLStreamReader2 reader) {
    int namespaces = reader.getNamespaceCount();
    int attributes = reader.getAttributeCount();
    token(Recording.start(namespaces, attributes));
    name(reader.getPrefix(), reader.getLocalName(), reader.getNamespaceURI());
    for (int i = 0; i < namespaces; i++) {
      string(XmlNames.orEmpty(reader.getNamespacePrefix(i)));
      value(XmlNames.orEmpty(reader.getNamespaceURI(i)));
    }
    for (int i = 0; i < attributes; i++) {
      name(
          reader.getAttributePrefix(i),
          reader.getAttributeLocalName(i),
          reader.getAttributeNamespace(i));
      value(reader.getAttributeValue(i));
    }
  }

  private void recordText(int kind, XMLStreamReader2 reader) {
    token(kind);
    value(reader.getText());
  }

  private void name(String prefix, String localName, String namespace) {
    string(XmlNames.orEmpty(prefix));
    string(localName);
    string(XmlNames.orEmpty(namespace));
  }

  private void value(String value) {
    count(value.length() + PER_VALUE);
    string(value);
  }

  private void count(int more) {
    characters += more;
    if (characters > limit) {
      throw new LimitExceededException(limitName, limit);
    }
    if (characters > accounted) {
      long next = (characters / STEP + 1) * STEP;
      account.takeMemory(2 * (next - accounted));
      accounted = next;
    }
  }

  private void token(int token) {
    count(PER_EVENT);
    if (tokenCount == tokens.length) {
      tokens = Arrays.copyOf(tokens, tokenCount * 2);
    }
    tokens[tokenCount++] = token;
  }

  private void string(String string) {
    if (stringCount == strings.length) {
      strings = Arrays.copyOf(strings, stringCount * 2);
    }
    strings[stringCount++] = string;
  }
}
