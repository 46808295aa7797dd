package io.steatite.mtom;

import java.io.IOException;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * What an element holds so far, as long as that may become a part or be written in another way: it
 * is decided when the element ends or other content comes (MTOM step 3). Either of the methods is
 * called once, {@code writeAsText} also after {@code asPart} has answered null.
 */
interface Candidate {
  /** The content, or null if it is too short for a part or none that base64 stands for. */
  @Nullable OutgoingContent asPart() throws IOException;

  /** What the content says of itself, if no attribute of the element does. */
  String contentType();

  /** Writes the content as the text it stands for. */
  void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException;
}
