package io.steatite.envelope.jaxb;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.BinaryContentReader;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.JAXBIntrospector;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.ValidationEvent;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.NoSuchElementException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JAXB objects and the XML of messages.
 *
 * <p>Creating an instance creates a {@code JAXBContext}, which is expensive, so applications create
 * one and keep it. Immutable, safe for use by several threads.
 */
@SuppressWarnings("exports") // only users of this class need to require jakarta.xml.bind
public final class JaxbBinding {
  private final JAXBContext context;

  private JaxbBinding(JAXBContext context) {
    this.context = context;
  }

  /** Creates a binding of the classes that the context knows. */
  public static JaxbBinding of(JAXBContext context) {
    return new JaxbBinding(context);
  }

  /**
   * Creates a binding of the given classes and the classes that they refer to.
   *
   * @throws JAXBException if JAXB cannot bind the classes, or no implementation of JAXB is found
   */
  public static JaxbBinding of(Class<?>... classes) throws JAXBException {
    return new JaxbBinding(JAXBContext.newInstance(classes));
  }

  /**
   * Returns an object as content of a body or a fault detail. It is marshalled each time the
   * content is written.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   */
  public XmlContent content(Object value) {
    return new JaxbContent(context, value);
  }

  /**
   * Returns a body whose content is the object. It is marshalled each time the body is written.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   */
  public Body body(Object value) {
    return Body.of(content(value));
  }

  /**
   * Returns a header block whose element is the object. The object is marshalled now: later changes
   * do not affect the block.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   * @throws XMLStreamException if the object cannot be marshalled
   */
  public HeaderBlock header(Object value) throws XMLStreamException {
    XmlFragment element = XmlFragment.of(content(value)).element().orElseThrow();
    return HeaderBlock.of(element, XmlContent.EMPTY);
  }

  /**
   * Takes the body and reads its first element, then reads and checks the rest of the envelope.
   *
   * @see #read(XMLStreamReader2, Class)
   */
  public <T> T read(Body body, Class<T> type) throws XMLStreamException {
    XMLStreamReader2 reader = body.reader();
    T value = read(reader, type);
    while (reader.hasNext()) {
      reader.next();
    }
    return value;
  }

  /**
   * Reads a header block.
   *
   * @see #read(XMLStreamReader2, Class)
   */
  public <T> T read(HeaderBlock block, Class<T> type) throws XMLStreamException {
    return read(block.reader(), type);
  }

  /**
   * Reads the first element of the fragment, such as a fault detail.
   *
   * @throws NoSuchElementException if there is none
   * @see #read(XMLStreamReader2, Class)
   */
  public <T> T read(XmlFragment fragment, Class<T> type) throws XMLStreamException {
    XMLStreamReader2 reader = fragment.element().orElseThrow().reader();
    reader.next();
    return read(reader, type);
  }

  /**
   * Reads the current element. The reader must be on its START_ELEMENT, and is on the event after
   * its end afterwards.
   *
   * <p>If the class has {@code @XmlRootElement}, the name of the element must be that of the class.
   * If {@code type} is {@code Object}, the context must know the name. Otherwise the name is not
   * checked. Unknown elements and attributes are skipped. Values of a wrong type are refused.
   *
   * @param reader a reader of a message or of {@code HardenedStax}; JAXB relies on it to refuse
   *     DTDs
   * @throws MalformedMessageException if the reader is not on an element, or the element does not
   *     fit the type
   * @throws XMLStreamException if the reader cannot go on
   */
  public <T> T read(XMLStreamReader2 reader, Class<T> type) throws XMLStreamException {
    if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
      throw MalformedMessageException.at(reader, "Expected an element");
    }
    ReceivedAttachments attachments = new ReceivedAttachments();
    try {
      T value = read(reader, type, attachments);
      attachments.requireRead();
      return value;
    } catch (MalformedMessageException e) { // may result from content that JAXB failed to read
      attachments.requireRead();
      throw e;
    }
  }

  private <T> T read(XMLStreamReader2 reader, Class<T> type, ReceivedAttachments attachments)
      throws XMLStreamException {
    QName name = reader.getName();
    try {
      Object value = JAXBIntrospector.getValue(unmarshal(reader, type, attachments));
      if (type.isInstance(value)) {
        return type.cast(value);
      }
      throw unfit(reader, name, null);
    } catch (JAXBException e) {
      if (e.getLinkedException() instanceof XMLStreamException broken) {
        throw broken;
      }
      throw unfit(reader, name, e);
    } catch (IllegalArgumentException e) { // thrown by JAXB for an attribute it cannot convert
      throw unfit(reader, name, e);
    }
  }

  private static MalformedMessageException unfit(
      XMLStreamReader2 reader, QName name, @Nullable Throwable cause) {
    return MalformedMessageException.at(
        reader, "Element " + name + " does not have the expected content", cause);
  }

  private Object unmarshal(XMLStreamReader2 reader, Class<?> type, ReceivedAttachments attachments)
      throws JAXBException {
    Unmarshaller unmarshaller = context.createUnmarshaller();
    QName name = reader.getName();
    unmarshaller.setEventHandler(event -> isTolerable(event, reader, name));
    XMLStreamReader2 source = reader;
    if (reader instanceof BinaryContentReader binary) {
      unmarshaller.setAttachmentUnmarshaller(attachments);
      source = new IncludeReader(reader, binary, attachments);
    }
    boolean named = type == Object.class || type.isAnnotationPresent(XmlRootElement.class);
    return named ? unmarshaller.unmarshal(source) : unmarshaller.unmarshal(source, type);
  }

  /**
   * Ignores unknown elements and attributes, and refuses values that cannot be converted. JAXB
   * reports both as errors; only the latter have a linked exception.
   */
  private static boolean isTolerable(ValidationEvent event, XMLStreamReader2 reader, QName name) {
    if (event.getLinkedException() != null) {
      throw unfit(reader, name, event.getLinkedException());
    }
    return event.getSeverity() != ValidationEvent.FATAL_ERROR;
  }
}
