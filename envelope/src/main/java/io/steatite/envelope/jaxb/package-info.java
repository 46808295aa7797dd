/**
 * Converts JAXB objects to bodies, header blocks and fault details, and back. Binary properties are
 * sent as MTOM parts if the message is an MTOM message, and as base64 otherwise.
 *
 * <p>Start with {@link io.steatite.envelope.jaxb.JaxbBinding}. JAXB is an optional dependency:
 * applications that use this package need {@code jakarta.xml.bind-api} and an implementation.
 */
@NullMarked
package io.steatite.envelope.jaxb;

import org.jspecify.annotations.NullMarked;
