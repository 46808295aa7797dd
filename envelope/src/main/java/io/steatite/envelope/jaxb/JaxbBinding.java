package io.steatite.envelope.jaxb;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.BinaryContentReader;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
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
 * Between JAXB objects and the XML in messages.
 *
 * <p>Making one is expensive, as its {@code JAXBContext} is: keep it. Safe to share between
 * threads.
 */
@SuppressWarnings("exports") // whoever uses it requires jakarta.xml.bind, which nobody else has to
public final class JaxbBinding {
  private final JAXBContext context;

  private JaxbBinding(JAXBContext context) {
    this.context = context;
  }

  /** A binding of the classes that the context knows. */
  public static JaxbBinding of(JAXBContext context) {
    return new JaxbBinding(context);
  }

  /**
   * A binding of the given classes and those they refer to.
   *
   * @throws JAXBException if JAXB cannot bind them, or has no implementation here
   */
  public static JaxbBinding of(Class<?>... classes) throws JAXBException {
    return new JaxbBinding(JAXBContext.newInstance(classes));
  }

  /**
   * The object as content of a body or a fault detail, marshalled each time it is needed.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   */
  public XmlContent content(Object value) {
    return new JaxbContent(context, value);
  }

  /**
   * A body that holds the object, marshalled each time it is needed.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   */
  public Body body(Object value) {
    return Body.of(content(value));
  }

  /**
   * A header block that is the object as it is now.
   *
   * @param value an object of a class with {@code @XmlRootElement}, or a {@code JAXBElement}
   * @throws XMLStreamException if the object cannot be marshalled
   */
  public HeaderBlock header(Object value) throws XMLStreamException {
    XmlFragment element = XmlFragment.of(content(value)).element().orElseThrow();
    return HeaderBlock.of(element, XmlContent.EMPTY);
  }

  /**
   * Takes the body and reads its first element; the rest of the envelope is checked.
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
   * Reads the element that the reader is on; the reader is on the event after its end then.
   *
   * <p>Its name must be that of the class, if the class has {@code @XmlRootElement}, or one the
   * context knows, if {@code type} is {@code Object}; otherwise it may be any. Elements and
   * attributes that the class does not know are skipped, values of a wrong type refused.
   *
   * @param reader one of a message or of {@code HardenedStax}: it decides what a DTD can do
   * @throws MalformedMessageException if the element does not fit the type, or is not there
   * @throws XMLStreamException if the reader cannot go on
   */
  public <T> T read(XMLStreamReader2 reader, Class<T> type) throws XMLStreamException {
    if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
      throw MalformedMessageException.at(reader, "Expected an element, found none");
    }
    ReceivedAttachments attachments = new ReceivedAttachments();
    try {
      T value = read(reader, type, attachments);
      attachments.requireRead();
      return value;
    } catch (MalformedMessageException e) { // JAXB goes on without what it could not read
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
    } catch (IllegalArgumentException e) { // what JAXB makes of an attribute it cannot convert
      throw unfit(reader, name, e);
    }
  }

  private static MalformedMessageException unfit(
      XMLStreamReader2 reader, QName name, @Nullable Throwable cause) {
    return MalformedMessageException.at(
        reader, "Element " + name + " does not hold what is expected of it", cause);
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

  /** JAXB reports what it does not know and what it cannot convert alike, but for the cause. */
  private static boolean isTolerable(ValidationEvent event, XMLStreamReader2 reader, QName name) {
    if (event.getLinkedException() != null) {
      throw unfit(reader, name, event.getLinkedException());
    }
    return event.getSeverity() != ValidationEvent.FATAL_ERROR;
  }
}
