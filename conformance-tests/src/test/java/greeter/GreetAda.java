package greeter;

import io.steatite.service.Binding;
import io.steatite.service.ClientChannel;
import io.steatite.service.ServiceHost;

/** Calls the service, and prints the module of Steatite and the origin of the HTTP client. */
public final class GreetAda {
  private static final String HTTP_CLIENT =
      "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager";

  private GreetAda() {}

  public static void main(String[] args) throws Exception {
    try (ServiceHost host = GreeterService.start(0);
        ClientChannel channel = Binding.wsHttp().channel(host.address("/greeter"))) {
      System.out.println(GreeterClient.greet(channel, "Ada"));
      System.out.println("in " + Binding.class.getModule());
      System.out.println(
          Class.forName(HTTP_CLIENT).getProtectionDomain().getCodeSource().getLocation());
    }
  }
}
