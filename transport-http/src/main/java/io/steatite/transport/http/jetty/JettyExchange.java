package io.steatite.transport.http.jetty;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.internal.LogText;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.RequestHead;
import io.steatite.transport.http.internal.Admission;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The life of one exchange: <em>collect</em> the start of the body without blocking, be
 * <em>admitted</em>, <em>handle</em> it on one thread, <em>drain</em> what the handler left unread,
 * <em>answer</em>, <em>complete</em>. Every path ends in {@link #complete}, which closes the
 * account. The steps follow one another; each may run on another thread.
 */
final class JettyExchange implements Admission.Candidate {
  private static final Logger LOG = System.getLogger(JettyExchange.class.getName());
  private static final String RETRY_AFTER_SECONDS = "1";

  private final JettyHandler host;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ResourceAccount account;
  private final RequestHead head;
  private final RequestContent content;
  private final @Nullable OpenConnection connection;
  private final AtomicBoolean completed = new AtomicBoolean();
  private volatile boolean large;
  private boolean answered;
  private boolean drained;

  JettyExchange(JettyHandler host, Request request, Response response, Callback callback) {
    this.host = host;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.connection = host.connections().of(request.getConnectionMetaData().getConnection());
    this.account = host.settings().account().open();
    this.head = head(request, host.nextId());
    this.content = new RequestContent(this, request, limits());
  }

  private static RequestHead head(Request request, String id) {
    HttpURI uri = request.getHttpURI();
    HttpFields.Builder headers = HttpFields.builder();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.add(field.getName(), value == null ? "" : value);
    }
    return new RequestHead(
        id,
        request.getConnectionMetaData().getProtocol(),
        request.isSecure() ? "https" : "http",
        request.getMethod(),
        "",
        orEmpty(uri.getPath()),
        orEmpty(uri.getQuery()),
        headers.build());
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  HttpLimits limits() {
    return host.settings().limits();
  }

  JettyHandler host() {
    return host;
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  RequestHead head() {
    return head;
  }

  RequestContent content() {
    return content;
  }

  ResourceAccount account() {
    return account;
  }

  /** Takes the exchange over from Jetty. Called once, when the head has arrived. */
  void begin() {
    host.exchanges().begin();
    if (connection != null) {
      connection.begin();
    }
    if (host.exchanges().isClosing()) {
      refuse(503);
    } else if (request.getHeaders().size() > limits().headerFields()) {
      refuse(431);
    } else if (!account.tryTakeMemory(headBytes() + content.expected())) {
      refuse(503);
    } else if (request.getLength() > limits().body()) {
      collected(); // Refused by the handler, which need not see the body for that.
    } else {
      content.collect();
    }
  }

  private int headBytes() {
    int bytes = 0;
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      bytes += field.getName().length() + (value == null ? 0 : value.length());
    }
    return bytes;
  }

  /** The whole body is there, or as much of it as is collected before a thread may block on it. */
  void collected() {
    large = !content.isEnded();
    switch (host.admission().enter(large, this)) {
      case ADMITTED -> start();
      case REFUSED -> refuse(503);
      case WAITING -> {}
    }
  }

  /**
   * Handles the exchange, on this thread if it will not wait for more of the request. Jetty runs
   * the callbacks of one request one after the other: a callback that waited for the next one would
   * wait for itself.
   */
  private void start() {
    if (large) {
      admitted();
    } else {
      handle();
    }
  }

  /** The body did not arrive as it should. */
  void collectingFailed(Throwable failure) {
    if (failure instanceof HttpException refusal) {
      refuse(refusal.getCode());
    } else if (failure instanceof TimeoutException) {
      refuse(408);
    } else if (failure instanceof LimitExceededException) {
      refuse(503);
    } else {
      cut("the request broke off: " + failure.getMessage());
    }
  }

  @Override
  public void admitted() {
    try {
      host.blockingThreads().execute(this::handle);
    } catch (RejectedExecutionException e) {
      host.admission().leave(large);
      refuse(503);
    }
  }

  @Override
  public void refused() {
    refuse(503);
  }

  /** Makes this an exchange whose thread may block on the peer. False if there are too many. */
  boolean grow() {
    if (!large) {
      large = host.admission().tryGrow();
    }
    return large;
  }

  /** The peer is too slow: closes the connection, which ends what Jetty still does with it. */
  void abandon() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
  }

  private void handle() {
    JettyHttpExchange http = new JettyHttpExchange(this);
    try {
      host.handler().handle(http);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> head + " broken off: " + LogText.of(e.toString()));
      http.abort();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, () -> head + " failed", LogText.of(e));
      http.fail();
    } finally {
      host.admission().leave(large);
    }
    try {
      finish(http);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> head + " failed at its end", LogText.of(e));
      cut("it failed at its end");
    }
  }

  private void finish(JettyHttpExchange http) {
    if (content.failure() instanceof HttpException refusal && !response.isCommitted()) {
      refuse(refusal.getCode());
    } else if (http.isCancelled()) {
      cut("aborted");
    } else if (!http.isLengthKept()) {
      cut("the response is shorter than its Content-Length");
    } else {
      answer(http);
    }
  }

  private void answer(JettyHttpExchange http) {
    Remainder rest = new Remainder(this);
    http.sendHead();
    // The end of a chunked body is known only when it has arrived.
    rest.dropArrived(limits().drainBytes());
    if (!rest.isWithin(limits().drainBytes()) && !response.isCommitted()) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    http.responseBody().writeLast(answerCallback());
    rest.drain();
  }

  /** Answers without the handler, and closes the connection. */
  private void refuse(int status) {
    LOG.log(Level.DEBUG, () -> head + " refused with " + status);
    response.reset();
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.write(true, null, answerCallback());
    new Remainder(this).drain();
  }

  private Callback answerCallback() {
    return Callback.from(
        Callback.InvocationType.NON_BLOCKING,
        this::answered,
        failure -> cut("the response broke off: " + failure.getMessage()));
  }

  private void answered() {
    progress(true, false);
  }

  /** Nothing is left of the request that would have to be read. */
  void drained() {
    progress(false, true);
  }

  private void progress(boolean nowAnswered, boolean nowDrained) {
    boolean done;
    synchronized (this) {
      answered |= nowAnswered;
      drained |= nowDrained;
      done = answered && drained;
    }
    if (done) {
      complete(null);
    }
  }

  /** Closes the connection, whatever state the exchange is in. */
  void cut(String reason) {
    if (!completed.get()) {
      LOG.log(Level.DEBUG, () -> head + " disconnected: " + LogText.of(reason));
      abandon();
      complete(new Cut(reason));
    }
  }

  private void complete(@Nullable Throwable failure) {
    if (completed.compareAndSet(false, true)) {
      account.close();
      if (connection != null) {
        connection.end();
      }
      host.exchanges().end();
      if (failure == null) {
        callback.succeeded();
      } else {
        callback.failed(failure);
      }
    }
  }

  /** A disconnection that Jetty does not log, since we have. */
  private static final class Cut extends IOException implements QuietException {
    private static final long serialVersionUID = 1;

    Cut(String reason) {
      super(reason);
    }
  }
}
