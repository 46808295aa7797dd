/**
 * The SOAP message model: {@link io.steatite.envelope.Message} with its header blocks, body and
 * fault, for both versions of SOAP.
 *
 * <p>In comes an XML parser at the start of an envelope, out comes a message whose header blocks
 * are in memory and whose body is still on the stream. In the other direction a message is written
 * to an XML writer. Start with {@link io.steatite.envelope.Message}, {@link
 * io.steatite.envelope.Body} and {@link io.steatite.envelope.SoapVersion}.
 */
@NullMarked
package io.steatite.envelope;

import org.jspecify.annotations.NullMarked;
