package io.steatite.conformance.mtom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.Attachments;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpLimits;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services that give back a part of the request, to a client that writes its whole request before
 * it reads the response. A reply that streamed out of the request would wait for that client, and
 * the client for the service.
 */
class LargeEchoTest {
  private static final int MEGABYTE = 1 << 20;
  private static final SoapVersion VERSION = SoapVersion.SOAP_11;
  private static final JaxbBinding JAXB = jaxb();

  @TempDir Path directory;

  /** An object whose content is binary. */
  @XmlRootElement(name = "EchoBinary", namespace = EchoService.NAMESPACE)
  static class Upload {
    @XmlValue
    @XmlMimeType("application/octet-stream")
    DataHandler content;
  }

  private static JaxbBinding jaxb() {
    try {
      return JaxbBinding.of(Upload.class);
    } catch (JAXBException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How a service gets at the part, and in what form it gives the part back. */
  enum Way {
    /** The content that was read. */
    CONTENT(300) {
      @Override
      Body echo(Message request) throws Exception {
        return body(BinaryContent.read(request.body().reader()));
      }
    },
    /** A stream of the content that was opened before the operation returned. */
    STREAM(40) {
      @Override
      Body echo(Message request) throws Exception {
        InputStream in = BinaryContent.read(request.body().reader()).getInputStream();
        return body(BinaryContent.of(in, BinaryContent.OCTET_STREAM));
      }
    },
    /** An object that was unmarshalled. */
    OBJECT(40) {
      @Override
      Body echo(Message request) throws Exception {
        return JAXB.body(JAXB.read(request.body(), Upload.class));
      }
    },
    /** A part that no element refers to. */
    ATTACHMENT(40) {
      @Override
      Body echo(Message request) throws Exception {
        XMLStreamReader2 reader = request.body().reader();
        reader.skipElement();
        return body(Attachments.of(request).orElseThrow().find(HandMade.PART).orElseThrow());
      }
    };

    private final long size;

    Way(int megabytes) {
      size = (long) megabytes * MEGABYTE;
    }

    abstract Body echo(Message request) throws Exception;

    private static Body body(DataSource content) {
      return Body.of(
          EchoService.name("EchoBinaryResponse"), writer -> BinaryContent.write(writer, content));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void aPartGivenBackIsStoredFirst(Way way) throws Exception {
    MessageStack stack =
        MessageStack.builder()
            .encoder(MtomEncoder.of(VERSION).withTemporaryDirectory(directory))
            .dispatcher(
                Dispatcher.of(
                    Operation.requestReply(
                        EchoService.ECHO_BINARY, request -> request.reply(way.echo(request)))))
            .build();
    HttpLimits limits =
        HttpLimits.builder().body(400L * MEGABYTE).deadline(Duration.ofMinutes(4)).build();
    try (ServiceHost host = ServiceHost.builder().limits(limits).endpoint("/echo", stack).start()) {
      assertThat(echoed(host.address("/echo"), way)).isEqualTo(way.size);
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  /** How many bytes of the part come back. */
  private static long echoed(URI address, Way way) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      send(socket.getOutputStream(), address, way);
      return sizeOfPart(socket.getInputStream());
    }
  }

  private static void send(OutputStream out, URI address, Way way) throws IOException {
    String included = way == Way.ATTACHMENT ? "" : HandMade.INCLUDE;
    byte[] start =
        HandMade.bytes(HandMade.root(VERSION, included) + HandMade.binary(HandMade.PART, ""));
    byte[] end = HandMade.bytes(HandMade.end());
    String head =
        "POST %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: %s\r\nSOAPAction: \"%s\"\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                address.getPath(),
                HandMade.type(VERSION),
                EchoService.ECHO_BINARY,
                start.length + way.size + end.length);
    out.write(head.getBytes(ISO_8859_1));
    out.write(start);
    byte[] chunk = new byte[MEGABYTE];
    Arrays.fill(chunk, (byte) 0x01);
    for (long sent = 0; sent < way.size; sent += chunk.length) {
      out.write(chunk);
    }
    out.write(end);
  }

  /** Nothing but the part holds such bytes. */
  private static long sizeOfPart(InputStream in) throws IOException {
    byte[] chunk = new byte[64 << 10];
    long count = 0;
    for (int n; (n = in.read(chunk)) >= 0; ) {
      for (int i = 0; i < n; i++) {
        count += chunk[i] == 0x01 ? 1 : 0;
      }
    }
    return count;
  }
}
