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
 * Walks through the stack over real sockets: an embedded server with the {@link EchoService} on
 * every combination of SOAP, addressing and encoding, and our client that calls each of them.
 * Prints the wire of one exchange of each kind and a table of what was right.
 */
public final class Tour {
  private static final String INDENT = "    ";

  /** Which exchange of each kind is shown. */
  private static final Map<String, String> EXHIBITS =
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
   * Walks, and ends with status 1 if anything deviates.
   *
   * @param args a file to be echoed; without it, some file of the JDK of a megabyte or more
   */
  public static void main(String[] args) throws IOException {
    Path file = args.length > 0 ? Path.of(args[0]) : BinaryFile.ofThisJdk();
    boolean right = new Tour(System.out).walk(file);
    System.exit(right ? 0 : 1);
  }

  /** Every combination the tour visits. */
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

  /** The walk; true if nothing deviated. */
  public static boolean walk(Path file, PrintStream out) throws IOException {
    return new Tour(out).walk(file);
  }

  private boolean walk(Path file) throws IOException {
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
          visit(binding, new Visit(binding.soapVersion(), channel), file, tap);
        }
      }
    }
    return report();
  }

  private static String path(int index) {
    return "/echo/" + (index + 1);
  }

  private void visit(Binding binding, Visit visit, Path file, WireTap tap) {
    Map<String, Visit.Stop> stops = new LinkedHashMap<>();
    stops.put("text", visit::echoText);
    stops.put("file", () -> visit.echoFile(file));
    stops.put("one-way", () -> visit.notifyOnly(service.notes()));
    stops.put("unknown action", visit::unknownAction);
    stops.put("unknown header", visit::unknownHeader);
    stops.forEach(
        (name, stop) -> {
          results
              .computeIfAbsent(binding.toString(), key -> new LinkedHashMap<>())
              .put(name, outcome(stop));
          showOnce(name, binding, tap);
        });
  }

  private static String outcome(Visit.Stop stop) {
    try {
      stop.visit();
      return "ok";
    } catch (Exception e) {
      return e.toString();
    }
  }

  /** Shows the exchange just made, if it is the one of its kind that is on show. */
  private void showOnce(String stop, Binding binding, WireTap tap) {
    byte[] request = tap.request();
    byte[] response = tap.response();
    if (EXHIBITS.getOrDefault(stop, "").equals(binding.toString())) {
      out.println("--- " + stop + " (" + binding + ")\n");
      out.println(WireText.readable(request, INDENT));
      out.println(WireText.readable(response, INDENT));
    }
  }

  private boolean report() {
    List<String> stops = List.copyOf(results.values().iterator().next().keySet());
    out.printf("%-44s%s%n", "", String.join("  ", stops));
    List<String> deviations = new ArrayList<>();
    results.forEach(
        (binding, outcomes) -> {
          StringBuilder row = new StringBuilder("%-44s".formatted(binding));
          outcomes.forEach(
              (stop, outcome) -> {
                boolean right = outcome.equals("ok");
                row.append(("%-" + (stop.length() + 2) + "s").formatted(right ? "ok" : "WRONG"));
                if (!right) {
                  deviations.add(binding + ", " + stop + ": " + outcome);
                }
              });
          out.println(row.toString().stripTrailing());
        });
    deviations.forEach(deviation -> out.println("\n" + deviation));
    int visited = results.size() * stops.size();
    out.printf("%n%d of %d as expected.%n", visited - deviations.size(), visited);
    return deviations.isEmpty();
  }
}
