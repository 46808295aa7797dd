package greeter;

import io.steatite.envelope.Fault;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;

public final class GreeterService {
  @XmlRootElement(name = "Greet", namespace = "urn:greeter")
  public static class Greet {
    @XmlElement(namespace = "urn:greeter")
    public String name;
  }

  @XmlRootElement(name = "Greeting", namespace = "urn:greeter")
  public static class Greeting {
    @XmlElement(namespace = "urn:greeter")
    public String text;
  }

  static ServiceHost start(int port) throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Greet.class, Greeting.class);
    Operation greet =
        Operation.requestReply(
            "urn:greeter:Greet",
            request -> {
              Greet greeted = jaxb.read(request.body(), Greet.class);
              if (greeted.name == null) {
                throw Fault.sender("A name is missing").asException();
              }
              Greeting greeting = new Greeting();
              greeting.text = "Hello " + greeted.name;
              return request.reply(jaxb.body(greeting));
            });
    return ServiceHost.builder()
        .port(port)
        .closeOnShutdown(true)
        .endpoint("/greeter", Binding.wsHttp(), Dispatcher.of(greet))
        .start();
  }

  public static void main(String[] args) throws Exception {
    ServiceHost host = start(args.length > 0 ? Integer.parseInt(args[0]) : 8080);
    System.out.println("Listening at " + host.address("/greeter"));
    Thread.currentThread().join(); // the threads of the host do not keep the process alive
  }
}
