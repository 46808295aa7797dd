package io.steatite.conformance.fuzz;

import io.steatite.ResourceAccount;
import io.steatite.transport.http.EngineExchange;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A POST whose body is in memory. The response stays in memory too. */
final class FakeExchange extends EngineExchange {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final InputStream requestBody;
  private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();

  FakeExchange(HttpFields headers, byte[] body, ResourceAccount account) {
    super(
        new RequestHead("fake", "HTTP/1.1", "http", "POST", "", "/service", "", headers), account);
    this.requestBody = new ByteArrayInputStream(body);
  }

  @Override
  public InputStream requestBody() {
    return requestBody;
  }

  @Override
  public OutputStream responseBody() {
    return responseBody;
  }

  /** The bytes of the response so far. */
  byte[] answer() {
    return responseBody.toByteArray();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return HERE;
  }

  @Override
  public InetSocketAddress localAddress() {
    return HERE;
  }
}
