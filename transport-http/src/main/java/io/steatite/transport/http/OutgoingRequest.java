package io.steatite.transport.http;

import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.stack.Deadline;
import java.net.URI;

/**
 * A POST on its way out.
 *
 * @param uri of http or https, with a host
 * @param headers the header fields, Content-Type included, Content-Length not
 * @param entity the body, to be written once
 * @param deadline for everything: connection, request, and the last byte of the response
 */
public record OutgoingRequest(
    URI uri, HttpFields headers, OutgoingEntity entity, Deadline deadline) {}
