/** SOAP over HTTP, as server and as client. */
module io.steatite.transport.http {
  requires transitive io.steatite.envelope;
  requires static transitive org.jspecify;
  requires java.net.http;
  // HttpClient uses it, and is no module that could say so.
  requires jdk.net;
  requires jdk.httpserver;
  requires static org.apache.httpcomponents.client5.httpclient5;
  requires static org.apache.httpcomponents.core5.httpcore5;
  requires static org.eclipse.jetty.server;

  exports io.steatite.transport.http;
  exports io.steatite.transport.http.apache;
  exports io.steatite.transport.http.destination;
  exports io.steatite.transport.http.jdk;
  exports io.steatite.transport.http.jetty;
}
