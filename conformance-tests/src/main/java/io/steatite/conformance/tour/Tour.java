package io.steatite.conformance.tour;

import io.steatite.addressing.AddressingVersion;
import io.steatite.conformance.wire.WireTap;
import io.steatite.conformance.wire.WireText;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the stack over real sockets: an embedded server with the {@link EchoService} on every
 * combination of SOAP version, addressing version and encoding, and a client that calls each
 * endpoint. Prints the bytes of one exchange of each kind and a table of results.
 */
public final class Tour {
  private static final String INDENT = "    ";

  /** The binding whose exchange is printed, by the name of the call. */
  private static final Map<String, String> PRINTED =
      Map.of(
          "text", Binding.wsHttp().toString(),
          "file", Binding.wsHttp().withMtom().toString(),
          "one-way", Binding.basicHttp().toString(),
          "unknown action", Binding.wsHttp().toString(),
          "unknown header", Binding.wsHttp().toString());

  private final PrintStream out;
  private final EchoService service = new EchoService();
  private final Map<String, Map<String, String>> results = new LinkedHashMap<>();

  private Tour(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the tour, and exits with status 1 if a result deviates.
   *
   * @param args the file to echo; by default a file of the JDK, see {@link BinaryFile}
   */
  public static void main(String[] args) throws IOException {
    Path file = args.length > 0 ? Path.of(args[0]) : BinaryFile.ofThisJdk();
    boolean passed = new Tour(System.out).run(file);
    System.exit(passed ? 0 : 1);
  }

  /** Returns every combination that the tour calls. */
  public static List<Binding> bindings() {
    List<Binding> bindings = new ArrayList<>();
    for (SoapVersion version : SoapVersion.values()) {
      Binding plain = Binding.of(version);
      for (Binding binding :
          List.of(
              plain,
              plain.withAddressing(AddressingVersion.WSA_10),
              plain.withAddressing(AddressingVersion.WSA_2004_08))) {
        bindings.add(binding);
        bindings.add(binding.withMtom());
      }
    }
    return bindings;
  }

  /**
   * Runs the tour.
   *
   * @param file the file to echo
   * @param out where exchanges and results are printed
   * @return whether all results are as expected
   */
  public static boolean run(Path file, PrintStream out) throws IOException {
    return new Tour(out).run(file);
  }

  private boolean run(Path file) throws IOException {
    List<Binding> bindings = bindings();
    ServiceHost.Builder endpoints = ServiceHost.builder();
    for (int i = 0; i < bindings.size(); i++) {
      endpoints.endpoint(path(i), bindings.get(i), service.operations());
    }
    try (ServiceHost host = endpoints.start();
        WireTap tap = WireTap.to(host.socketAddress())) {
      out.println("Echo service at " + host.address("/") + ", file to echo: " + file + "\n");
      for (int i = 0; i < bindings.size(); i++) {
        Binding binding = bindings.get(i);
        try (RequestChannel channel = binding.channel(tap.via(host.address(path(i))))) {
          call(binding, new EchoClient(binding.soapVersion(), channel), file, tap);
        }
      }
    }
    return report();
  }

  private static String path(int index) {
    return "/echo/" + (index + 1);
  }

  private void call(Binding binding, EchoClient client, Path file, WireTap tap) {
    Map<String, EchoClient.Call> calls = new LinkedHashMap<>();
    calls.put("text", client::echoText);
    calls.put("file", () -> client.echoFile(file));
    calls.put("one-way", () -> client.notifyOnly(service.notes()));
    calls.put("unknown action", client::unknownAction);
    calls.put("unknown header", client::unknownHeader);
    calls.forEach(
        (name, call) -> {
          results
              .computeIfAbsent(binding.toString(), key -> new LinkedHashMap<>())
              .put(name, result(call));
          printOnce(name, binding, tap);
        });
  }

  private static String result(EchoClient.Call call) {
    try {
      call.run();
      return "ok";
    } catch (Exception e) {
      return e.toString();
    }
  }

  /** Prints the last exchange if it was made with the binding that {@link #PRINTED} names. */
  private void printOnce(String call, Binding binding, WireTap tap) {
    byte[] request = tap.request();
    byte[] response = tap.response();
    if (PRINTED.getOrDefault(call, "").equals(binding.toString())) {
      out.println("--- " + call + " (" + binding + ")\n");
      out.println(WireText.readable(request, INDENT));
      out.println(WireText.readable(response, INDENT));
    }
  }

  private boolean report() {
    List<String> calls = List.copyOf(results.values().iterator().next().keySet());
    out.printf("%-44s%s%n", "", String.join("  ", calls));
    List<String> deviations = new ArrayList<>();
    results.forEach(
        (binding, resultsOfCalls) -> {
          StringBuilder row = new StringBuilder("%-44s".formatted(binding));
          resultsOfCalls.forEach(
              (call, result) -> {
                boolean ok = result.equals("ok");
                row.append(("%-" + (call.length() + 2) + "s").formatted(ok ? "ok" : "WRONG"));
                if (!ok) {
                  deviations.add(binding + ", " + call + ": " + result);
                }
              });
          out.println(row.toString().stripTrailing());
        });
    deviations.forEach(deviation -> out.println("\n" + deviation));
    int total = results.size() * calls.size();
    out.printf("%n%d of %d as expected.%n", total - deviations.size(), total);
    return deviations.isEmpty();
  }
}
