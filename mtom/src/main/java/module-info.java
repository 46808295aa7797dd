/** MTOM: SOAP messages whose binary content is sent as MIME parts. */
module io.steatite.mtom {
  requires transitive io.steatite.envelope;
  requires static transitive org.jspecify;
  requires apache.mime4j.core;

  exports io.steatite.mtom;
}
