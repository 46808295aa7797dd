/**
 * Bodies, header blocks and fault details made of JAXB objects, and read as such; binary content
 * goes past XML where the message can carry it so.
 *
 * <p>Start with {@link io.steatite.envelope.jaxb.JaxbBinding}. JAXB is an optional dependency: only
 * who uses this package needs {@code jakarta.xml.bind-api} and an implementation of it.
 */
@NullMarked
package io.steatite.envelope.jaxb;

import org.jspecify.annotations.NullMarked;
