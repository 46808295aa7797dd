/** WS-Addressing 1.0 and 2004/08 as one layer of the message stack. */
@SuppressWarnings("module") // io.steatite.service is built after this module
module io.steatite.addressing {
  requires transitive io.steatite.envelope;
  requires static transitive org.jspecify;

  exports io.steatite.addressing;
  exports io.steatite.addressing.internal to
      io.steatite.service;
}
