package io.steatite.envelope.stack;

import io.steatite.envelope.FaultReason;
import io.steatite.envelope.xml.XmlContent;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception as the data contract {@code System.ServiceModel.ExceptionDetail}, which every
 * WCF client can read.
 *
 * @param exception the failure to describe
 */
record ExceptionDetail(Throwable exception) implements XmlContent {
  private static final String NAMESPACE =
      "http://schemas.datacontract.org/2004/07/System.ServiceModel";
  private static final String INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
  private static final int CAUSES = 16;

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    writer.writeStartElement("", "ExceptionDetail", NAMESPACE);
    writer.writeDefaultNamespace(NAMESPACE);
    writer.writeNamespace("i", INSTANCE);
    writeMembers(writer, exception, CAUSES);
    writer.writeEndElement();
  }

  /** Writes the members in alphabetical order, as a data contract requires. */
  private static void writeMembers(XMLStreamWriter2 writer, Throwable e, int causes)
      throws XMLStreamException {
    write(writer, "HelpLink", null);
    Throwable cause = causes == 0 ? null : e.getCause();
    if (cause == null) {
      write(writer, "InnerException", null);
    } else {
      writer.writeStartElement("", "InnerException", NAMESPACE);
      writeMembers(writer, cause, causes - 1);
      writer.writeEndElement();
    }
    write(writer, "Message", e.getMessage());
    write(writer, "StackTrace", stackTrace(e));
    write(writer, "Type", e.getClass().getName());
  }

  private static void write(XMLStreamWriter2 writer, String member, @Nullable String text)
      throws XMLStreamException {
    writer.writeStartElement("", member, NAMESPACE);
    if (text == null) {
      writer.writeAttribute("i", INSTANCE, "nil", "true");
    } else {
      writer.writeCharacters(FaultReason.english(text).text());
    }
    writer.writeEndElement();
  }

  private static String stackTrace(Throwable e) {
    StringWriter lines = new StringWriter();
    try (PrintWriter printer = new PrintWriter(lines)) {
      for (StackTraceElement frame : e.getStackTrace()) {
        printer.println("   at " + frame);
      }
    }
    return lines.toString();
  }
}
