package io.steatite.transport.http;

import io.steatite.ResourceAccount;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * An exchange without its connection: the two heads, the account, and whether the exchange was
 * aborted. Each engine adds the bodies and the addresses. Belongs to the thread of the handler.
 */
public abstract class EngineExchange implements HttpExchange {
  private final RequestHead request;
  private final ResponseHead response = new ResponseHead();
  private final ResourceAccount account;
  private boolean aborted;

  /**
   * Makes an exchange whose response is a plain 200 until the handler changes it.
   *
   * @param account of this exchange; the engine closes it
   */
  protected EngineExchange(RequestHead request, ResourceAccount account) {
    this.request = request;
    this.account = account;
  }

  @Override
  public final RequestHead request() {
    return request;
  }

  @Override
  public final ResponseHead response() {
    return response;
  }

  @Override
  public final ResourceAccount account() {
    return account;
  }

  @Override
  public final boolean isCancelled() {
    return aborted;
  }

  @Override
  public final void abort() {
    aborted = true;
  }

  /**
   * Does nothing unless the exchange was aborted.
   *
   * @throws IOException if it was
   */
  public final void checkNotAborted() throws IOException {
    if (aborted) {
      throw new IOException("Aborted " + request);
    }
  }

  /**
   * Answers for a handler that threw an exception: with status 500 and no body, or by aborting the
   * exchange if the head of the response has been sent.
   */
  public final void fail() {
    if (response.isSent()) {
      aborted = true;
    } else {
      response.status(500).forgetBody();
    }
  }

  /** Returns nothing: the engines speak plain HTTP. */
  @Override
  public Optional<X509Certificate> clientCertificate() {
    return Optional.empty();
  }
}
