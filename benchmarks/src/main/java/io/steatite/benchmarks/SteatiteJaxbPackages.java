package io.steatite.benchmarks;

import io.steatite.envelope.Body;
import io.steatite.envelope.jaxb.JaxbBinding;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Ours: the payload is a JAXB object, its files are {@code DataHandler}s. They are read when the
 * object is complete, so all but the last of several have to be stored.
 */
final class SteatiteJaxbPackages extends SteatitePackages {
  /** The payload of the message. */
  @XmlRootElement(name = "Upload", namespace = Workload.APP)
  static final class Upload {
    @XmlElement(name = "File", namespace = Workload.APP)
    @XmlMimeType(UploadedFiles.TYPE)
    List<DataHandler> files = new ArrayList<>();
  }

  private final JaxbBinding binding;

  SteatiteJaxbPackages() {
    try {
      binding = JaxbBinding.of(Upload.class);
    } catch (JAXBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void read(Body body, Sink sink) throws IOException, XMLStreamException {
    for (DataHandler file : binding.read(body, Upload.class).files) {
      try (InputStream in = file.getInputStream()) {
        sink.take(in);
      }
    }
  }

  @Override
  Body body(DataSource file) {
    Upload upload = new Upload();
    upload.files.add(new DataHandler(file));
    return binding.body(upload);
  }
}
