package io.steatite.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
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
    Binding binding = Binding.wsHttp();
    Message request =
        Message.of(binding.soapVersion(), Body.of(new QName("urn:greeter", "Greet"), name))
            .withAction("urn:greeter:Greet");
    try (RequestChannel channel = binding.channel(greeter);
        Message reply = channel.request(request).orThrow()) {
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
  void theReadmeShowsWhatIsTestedHere(String example) throws IOException {
    String begin = "// begin " + example + "\n";
    String source = Files.readString(SOURCE);
    int start = source.indexOf(begin) + begin.length();
    int end = source.indexOf("\n\n  // end " + example);
    String tested = source.substring(start, end).stripIndent();
    Matcher shown =
        Pattern.compile("<!-- " + example + " -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(README));
    assertThat(shown.find()).as("the README has an example of a %s", example).isTrue();
    assertThat(shown.group(1).strip()).isEqualTo(tested.strip());
    assertThat(shown.group(1).strip().lines().count()).isLessThanOrEqualTo(15);
  }
}
