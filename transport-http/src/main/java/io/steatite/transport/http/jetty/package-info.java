/**
 * The server on Jetty 12 core: {@link io.steatite.transport.http.jetty.JettyHttpServer#ENGINE}.
 *
 * <p>Start reading at {@code JettyExchange}, which is the life of one exchange: collect, admit,
 * handle, drain, answer, complete.
 */
@NullMarked
package io.steatite.transport.http.jetty;

import org.jspecify.annotations.NullMarked;
