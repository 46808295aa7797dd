/**
 * HTTP for the message stack, both sides, whatever server or client library does it.
 *
 * <p>On a server in come exchanges of an adapter, out go their responses: start with {@link
 * io.steatite.transport.http.SoapHttpHandler}, which puts a {@code MessageStack} behind the seam
 * {@link io.steatite.transport.http.HttpHandler}. On a client in come messages, out come replies:
 * start with {@link io.steatite.transport.http.HttpRequestChannel}, which stands on the seam {@link
 * io.steatite.transport.http.HttpSender}. What may be sent to addresses that others chose, {@link
 * io.steatite.transport.http.destination.OutboundPolicy} says. Adapters live in the packages {@code
 * jdk} and {@code apache}; the rest of the code never sees them.
 */
@NullMarked
package io.steatite.transport.http;

import org.jspecify.annotations.NullMarked;
