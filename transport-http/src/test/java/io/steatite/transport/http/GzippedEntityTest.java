package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzippedEntityTest {
  /** Writes a little, then fails if it is told to. */
  private record Entity(boolean failing) implements OutgoingEntity {
    @Override
    public MediaType mediaType() {
      return MediaType.parse("text/xml");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write("soapstone".getBytes(UTF_8));
      if (failing) {
        throw new IOException("enough");
      }
    }
  }

  /** Fails the test if it is closed. */
  private static final class Wire extends ByteArrayOutputStream {
    @Override
    public void close() {
      throw new AssertionError("closed");
    }
  }

  @Test
  void canBeWrittenAgainAndLeavesTheStreamOpen() throws IOException {
    GzippedEntity entity = new GzippedEntity(new Entity(false));
    for (int i = 0; i < 2; i++) {
      Wire wire = new Wire();
      entity.writeTo(wire);
      assertThat(unzipped(wire)).isEqualTo("soapstone");
    }
  }

  @Test
  void whatFailedDoesNotLookComplete() {
    Wire wire = new Wire();
    GzippedEntity entity = new GzippedEntity(new Entity(true));
    assertThatThrownBy(() -> entity.writeTo(wire)).hasMessage("enough");
    assertThatThrownBy(() -> unzipped(wire)).isInstanceOf(EOFException.class);
  }

  private static String unzipped(ByteArrayOutputStream wire) throws IOException {
    byte[] bytes = wire.toByteArray();
    return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
  }
}
