package io.steatite.service;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.jdk.JdkHttpServer;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.namespace.QName;

/**
 * Tries a host and a duplex client on the default engine, then a host on the JDK's server, and
 * calls the latter. Loaded by {@link DefaultEngineTest} where there is no Jetty; returns what each
 * of them said.
 */
public final class GreetingWithoutJetty implements Callable<List<String>> {
  private static final Binding BINDING = Binding.wsHttp();

  @Override
  public List<String> call() throws Exception {
    return List.of(
        failure(() -> host().start()), failure(() -> DuplexClient.start(BINDING)), greeting());
  }

  private static ServiceHost.Builder host() {
    Operation greet =
        Operation.requestReply("urn:greet", request -> request.reply(text("Hello again")));
    return ServiceHost.builder().endpoint("/greeter", BINDING, Dispatcher.of(greet));
  }

  private static Body text(String text) {
    return Body.of(new QName("urn:greeter", "greeting"), text);
  }

  private static String failure(Callable<? extends AutoCloseable> start) throws Exception {
    try (AutoCloseable started = start.call()) {
      return "started " + started;
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String greeting() throws Exception {
    try (ServiceHost host = host().engine(JdkHttpServer.ENGINE).start();
        RequestChannel channel = BINDING.channel(host.address("/greeter"));
        Message reply =
            channel.request(
                Message.of(BINDING.soapVersion(), text("Hello")).withAction("urn:greet"))) {
      return reply.body().reader().getElementText();
    }
  }
}
