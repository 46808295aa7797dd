package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import jakarta.activation.DataSource;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamReader2Delegate;
import org.codehaus.stax2.util.StreamWriter2Delegate;

/** Replaces the parts of an MTOM package in tests: the text {@code part:N} stands for part N. */
final class BinaryParts {
  final List<DataSource> parts = new ArrayList<>();

  XMLStreamWriter2 writer(XMLStreamWriter2 writer) {
    return new Writer(writer);
  }

  XMLStreamReader2 reader(XMLStreamReader2 reader) {
    return new Reader(reader);
  }

  private final class Writer extends StreamWriter2Delegate implements BinaryContentWriter {
    Writer(XMLStreamWriter2 writer) {
      super(writer);
      setParent(writer);
    }

    @Override
    public void writeBinary(DataSource content) throws XMLStreamException {
      writeCharacters("part:" + parts.size());
      parts.add(content);
    }
  }

  private final class Reader extends StreamReader2Delegate implements BinaryContentReader {
    Reader(XMLStreamReader2 reader) {
      super(reader);
    }

    @Override
    public DataSource takeBinaryContent() {
      return getText().startsWith("part:")
          ? parts.get(Integer.parseInt(getText().substring(5)))
          : null;
    }

    @Override
    public DataSource getElementAsDataSource() throws XMLStreamException {
      return BinaryContent.of(getElementAsBinary());
    }
  }
}
