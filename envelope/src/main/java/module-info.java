/** SOAP messages, their encoders and the pipeline that processes them. */
@SuppressWarnings("module") // the modules named in qualified exports are compiled later
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
  exports io.steatite.envelope.xml.internal to
      io.steatite.addressing,
      io.steatite.mtom;
  exports io.steatite.envelope.encoding;
  exports io.steatite.envelope.jaxb;
  exports io.steatite.envelope.stack;
  exports io.steatite.internal to
      io.steatite.addressing,
      io.steatite.mtom,
      io.steatite.service,
      io.steatite.transport.http;
}
