/**
 * The XML floor: hardened StAX readers and writers, limits, fragments kept in memory, and binary
 * content in the infoset.
 *
 * <p>In come bytes, out come {@code XMLStreamReader2} and {@code XMLStreamWriter2}. Start with
 * {@link io.steatite.envelope.xml.HardenedStax}: no other place of the project may make a parser.
 */
@NullMarked
package io.steatite.envelope.xml;

import org.jspecify.annotations.NullMarked;
