package greeter;

import greeter.GreeterService.Greet;
import greeter.GreeterService.Greeting;
import io.steatite.envelope.Message;
import io.steatite.envelope.jaxb.JaxbBinding;
import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import java.net.URI;

public final class GreeterClient {
  static String greet(ClientChannel channel, String name) throws Exception {
    JaxbBinding jaxb = JaxbBinding.of(Greet.class, Greeting.class);
    Greet greet = new Greet();
    greet.name = name;
    try (Message reply = channel.request("urn:greeter:Greet", jaxb.body(greet)).orThrow()) {
      return jaxb.read(reply.body(), Greeting.class).text;
    }
  }

  public static void main(String[] args) throws Exception {
    String address = args.length > 0 ? args[0] : "http://127.0.0.1:8080/greeter";
    try (ClientChannel channel = Binding.wsHttp().channel(URI.create(address))) {
      System.out.println(greet(channel, "Ada"));
    }
  }
}
