package io.steatite.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the README: they compile, they run, and the README shows just them. */
class ReadmeExamplesTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/steatite/conformance/readme/ReadmeExamplesTest.java");

  // begin server
  static ServiceHost startGreeter(int port) throws IOException {
    Operation greet =
        Operation.requestReply(
            "urn:greeter:Greet",
            request -> {
              String name = request.body().reader().getElementText();
              return request.reply(Body.of(new QName("urn:greeter", "Greeting"), "Hello " + name));
            });
    return ServiceHost.builder()
        .port(port)
        .endpoint("/greeter", Binding.wsHttp(), Dispatcher.of(greet))
        .start();
  }

  // end server

  // begin client
  static String greet(URI greeter, String name) throws Exception {
    Body body = Body.of(new QName("urn:greeter", "Greet"), name);
    try (ClientChannel channel = Binding.wsHttp().channel(greeter);
        Message reply = channel.request("urn:greeter:Greet", body).orThrow()) {
      return reply.body().reader().getElementText();
    }
  }

  // end client

  @Test
  void theClientIsGreetedByTheServer() throws Exception {
    try (ServiceHost host = startGreeter(0)) {
      assertThat(greet(host.address("/greeter"), "Ada")).isEqualTo("Hello Ada");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "client"})
  void readmeShowsTestedExample(String example) throws IOException {
    assertShown(README, SOURCE, example, 15);
  }

  /** Checks that a page shows the code that stands between two comments in a source. */
  static void assertShown(Path page, Path source, String example, int lines) throws IOException {
    String code = Files.readString(source);
    String begin = "// begin " + example + "\n";
    int start = code.indexOf(begin) + begin.length();
    int end = code.indexOf("\n\n  // end " + example);
    String tested = code.substring(start, end).stripIndent().strip();
    Matcher shown =
        Pattern.compile("<!-- " + example + " -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertThat(shown.find()).as("%s has an example of %s", page, example).isTrue();
    assertThat(shown.group(1).strip()).isEqualTo(tested);
    assertThat(tested.lines().count()).isLessThanOrEqualTo(lines);
  }
}
