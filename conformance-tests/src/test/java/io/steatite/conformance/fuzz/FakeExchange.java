package io.steatite.conformance.fuzz;

import io.steatite.ResourceAccount;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.RequestHead;
import io.steatite.transport.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A POST that comes from memory, with an answer that stays there. */
final class FakeExchange implements HttpExchange {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final RequestHead request;
  private final InputStream requestBody;
  private final ResourceAccount account;
  private final ResponseHead response = new ResponseHead();
  private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();
  private boolean aborted;

  FakeExchange(HttpFields headers, byte[] body, ResourceAccount account) {
    this.request = new RequestHead("fake", "HTTP/1.1", "http", "POST", "", "/service", "", headers);
    this.requestBody = new ByteArrayInputStream(body);
    this.account = account;
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public InputStream requestBody() {
    return requestBody;
  }

  @Override
  public ResponseHead response() {
    return response;
  }

  @Override
  public OutputStream responseBody() {
    return responseBody;
  }

  /** What was answered so far. */
  byte[] answer() {
    return responseBody.toByteArray();
  }

  @Override
  public ResourceAccount account() {
    return account;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  boolean isAborted() {
    return aborted;
  }

  @Override
  public Optional<X509Certificate> clientCertificate() {
    return Optional.empty();
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
