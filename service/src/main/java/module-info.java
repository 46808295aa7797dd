/** Services and clients: bindings, hosting, channels, duplex. */
module io.steatite.service {
  requires transitive io.steatite.addressing;
  requires transitive io.steatite.envelope;
  requires transitive io.steatite.mtom;
  requires transitive io.steatite.transport.http;
  requires static transitive org.jspecify;
  requires org.eclipse.jetty.server;

  exports io.steatite.service;
}
