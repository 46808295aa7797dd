package io.steatite.transport.http;

import io.steatite.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server that does to each connection what a script says, and keeps what it received. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<RawHttp> connections = Collections.synchronizedList(new ArrayList<>());
  private final List<RawHttp.Received> requests = Collections.synchronizedList(new ArrayList<>());

  /** What happens on one connection. */
  @FunctionalInterface
  public interface Script {
    void play(RawHttp connection, List<RawHttp.Received> requests) throws IOException;
  }

  public ScriptedServer(Script script) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> accept(script), "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads each request on a connection and answers it with the next of these texts. */
  public static ScriptedServer answering(String... responses) throws IOException {
    return new ScriptedServer(
        (connection, requests) -> {
          for (String response : responses) {
            requests.add(connection.receive());
            connection.send(response);
          }
        });
  }

  /** A response with a body and its Content-Length. */
  public static String response(String status, String fields, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(status, body.length(), fields, body);
  }

  private void accept(Script script) {
    while (!listener.isClosed()) {
      try (RawHttp connection = new RawHttp(listener.accept())) {
        connections.add(connection);
        script.play(connection, requests);
      } catch (IOException e) {
        // The other side broke off, or the test is over.
      }
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/service");
  }

  public List<RawHttp.Received> requests() {
    return requests;
  }

  /** How many connections there were. */
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (RawHttp connection : List.copyOf(connections)) {
      connection.close();
    }
  }
}
