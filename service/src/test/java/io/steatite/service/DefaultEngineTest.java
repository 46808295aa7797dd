package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DefaultEngineTest {

  @Test
  void withoutJettyTheStartFailsAndNamesTheArtifactUnlessAnotherEngineIsNamed() throws Exception {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element -> !Path.of(element).getFileName().toString().startsWith("jetty-"))
            .map(DefaultEngineTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> program = loader.loadClass(GreetingWithoutJetty.class.getName());
      Object said = ((Callable<?>) program.getConstructor().newInstance()).call();

      String needed =
          "No HTTP engine: add the artifact org.eclipse.jetty:jetty-server, or name another engine"
              + " on the builder, such as JdkHttpServer.ENGINE";
      assertThat(said).isEqualTo(List.of(needed, needed, "Hello again"));
    }
  }

  private static URL url(String element) {
    try {
      return Path.of(element).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
