package io.steatite.conformance.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.SteatiteException;
import io.steatite.addressing.AddressingLayer;
import io.steatite.conformance.tour.Tour;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each jar contains the license and the notice of the repository in {@code META-INF}. */
class LicenseTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        SteatiteException.class,
        AddressingLayer.class,
        MtomEncoder.class,
        HttpHandler.class,
        ServiceHost.class,
        Tour.class
      })
  void jarContainsLicenseAndNotice(Class<?> type) throws IOException {
    for (String name : new String[] {"LICENSE", "NOTICE"}) {
      assertThat(entry(type, "META-INF/" + name))
          .as("%s beside %s", name, type.getName())
          .isEqualTo(Files.readString(Path.of("..", name)));
    }
  }

  /** Reads a file from the jar of a type, or from its directory if the module has no jar yet. */
  private static String entry(Class<?> type, String name) throws IOException {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    String base = location.getPath().endsWith(".jar") ? "jar:" + location + "!/" : "" + location;
    try (InputStream in = URI.create(base + name).toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
