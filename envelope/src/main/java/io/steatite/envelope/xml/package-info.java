/**
 * XML for users of messages: {@linkplain io.steatite.envelope.xml.XmlFragment fragments} in memory,
 * {@linkplain io.steatite.envelope.xml.XmlElement elements} built by code, {@linkplain
 * io.steatite.envelope.xml.BinaryContent binary content}, {@linkplain
 * io.steatite.envelope.xml.XmlContent content} that is written on demand, and {@linkplain
 * io.steatite.envelope.xml.XmlLimits limits}. Readers and writers are StAX2: {@code
 * XMLStreamReader2} and {@code XMLStreamWriter2}, created by {@link
 * io.steatite.envelope.xml.HardenedStax}. Code of this project creates them nowhere else.
 *
 * <p>Tools of StAX code that users do not need are in {@code io.steatite.envelope.xml.internal},
 * which this package depends on. {@link io.steatite.envelope.xml.XmlRecorder} is the one class here
 * that is not meant for users: it creates fragments, and only classes of this package can do that
 * without a public constructor that exposes how a fragment is stored.
 */
@NullMarked
package io.steatite.envelope.xml;

import org.jspecify.annotations.NullMarked;
