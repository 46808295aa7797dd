/** MTOM: SOAP messages whose binary content travels as MIME parts. */
module io.steatite.mtom {
  requires transitive io.steatite.envelope;
  requires static transitive org.jspecify;
  requires apache.mime4j.core;

  exports io.steatite.mtom;
}
