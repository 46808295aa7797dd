/**
 * SOAP over HTTP for servers and clients, independent of the HTTP library.
 *
 * <p>Servers: an engine calls an {@link io.steatite.transport.http.HttpHandler} with one {@link
 * io.steatite.transport.http.HttpExchange} for each request. Start with {@link
 * io.steatite.transport.http.SoapHttpHandler}, which passes requests to a {@code MessageStack} and
 * sends its replies.
 *
 * <p>Clients: start with {@link io.steatite.transport.http.HttpRequestChannel}, which sends
 * messages through an {@link io.steatite.transport.http.HttpSender} and returns the replies.
 *
 * <p>Engines are in the packages {@code jetty}, {@code jdk} and {@code apache}; other code does not
 * depend on them. The package {@code destination} decides which addresses chosen by peers a program
 * may send to.
 */
@NullMarked
package io.steatite.transport.http;

import org.jspecify.annotations.NullMarked;
