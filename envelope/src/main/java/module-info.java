/** SOAP messages and the corridor they travel through: the foundation of Steatite. */
module io.steatite.envelope {
  requires transitive jakarta.activation;
  requires transitive java.xml;
  requires transitive org.codehaus.stax2;
  requires static jakarta.xml.bind;
  requires static transitive org.jspecify;
  requires com.ctc.wstx;

  exports io.steatite;
  exports io.steatite.envelope;
  exports io.steatite.envelope.xml;
  exports io.steatite.envelope.encoding;
  exports io.steatite.envelope.jaxb;
  exports io.steatite.envelope.stack;
}
