package io.steatite.service;

import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.RequestChannel;
import javax.xml.namespace.QName;

/** Declares understood what another layer understands, which messages have passed already. */
record Understanding(Layer passed) implements Layer {
  @Override
  public boolean understands(QName header) {
    return passed.understands(header);
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return next;
  }

  @Override
  public RequestChannel channel(RequestChannel next) {
    return next;
  }
}
