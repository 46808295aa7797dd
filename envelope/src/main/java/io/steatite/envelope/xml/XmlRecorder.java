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
 * Records XML events as {@linkplain XmlFragment fragments}. All fragments of a recorder share two
 * arrays: an int for each event, and the strings of the events. No objects are created per event;
 * names are the parser's own strings.
 *
 * <p>Events are only appended, so a fragment does not change when recording continues. Fragments
 * are safe for use by several threads; recorders are not. Not part of the API.
 */
@SuppressWarnings("exports")
public final class XmlRecorder {
  /** The memory for an event besides its strings, in characters of two bytes. */
  private static final int PER_EVENT = 4;

  /** The memory for a text, an attribute value or a namespace besides its characters. */
  private static final int PER_VALUE = 24;

  /** The account is charged in steps of this many characters. */
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
   * Creates a recorder without an account.
   *
   * @param inherited the namespaces in scope around what is recorded
   * @param limitName the name of the setting that the limit comes from, for the exception
   * @param limit the maximum size in characters: 4 for each event, and for each text, attribute
   *     value and namespace 24 more than its length
   */
  public XmlRecorder(InScopeNamespaces inherited, String limitName, long limit) {
    this(inherited, limitName, limit, ResourceAccount.unlimited());
  }

  /**
   * Creates a recorder.
   *
   * @param inherited the namespaces in scope around what is recorded
   * @param limitName the name of the setting that the limit comes from, for the exception
   * @param limit the maximum size in characters: 4 for each event, and for each text, attribute
   *     value and namespace 24 more than its length
   * @param account is charged two bytes for each character after the first 64 Ki
   */
  public XmlRecorder(
      InScopeNamespaces inherited, String limitName, long limit, ResourceAccount account) {
    this.inherited = inherited;
    this.limitName = limitName;
    this.limit = limit;
    this.account = account;
  }

  /**
   * Records the current element. The reader must be on its START_ELEMENT, and is on its END_ELEMENT
   * afterwards.
   *
   * @throws XMLStreamException if the reader cannot go on, or the element contains a processing
   *     instruction or entity reference
   * @throws LimitExceededException if the limit is exceeded, or the account is exhausted
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
   * Records the current event, which must be text or a comment.
   *
   * @throws XMLStreamException if it is a processing instruction, DTD or entity reference
   * @throws LimitExceededException if the limit is exceeded, or the account is exhausted
   */
  public void record(XMLStreamReader2 reader) throws XMLStreamException {
    recordEvent(reader, reader.getEventType());
  }

  /**
   * Records all events from the current one to END_DOCUMENT.
   *
   * @return everything that this recorder has recorded
   * @throws XMLStreamException if the reader cannot go on, or reads a processing instruction or
   *     entity reference
   * @throws LimitExceededException if the limit is exceeded, or the account is exhausted
   */
  public XmlFragment recordRest(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.getEventType();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      recordEvent(reader, event);
      event = reader.next();
    }
    return recorded();
  }

  /** Returns everything that this recorder has recorded. */
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
            "A SOAP envelope must not contain a processing instruction, DTD or entity reference"
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
