/**
 * MTOM: SOAP messages whose binary content is sent as MIME parts next to the envelope.
 *
 * <p>In comes a {@code multipart/related} package, out goes a message whose infoset shows the parts
 * as base64 text; and the reverse for messages to be sent. Start with {@link
 * io.steatite.mtom.MtomEncoder}. Applications read and write binary content with {@link
 * io.steatite.envelope.xml.BinaryContent}, which works with the text encoder too.
 *
 * <p>The classes form three groups:
 *
 * <ul>
 *   <li>MIME, between bytes and parts: {@code PartReader} and {@code MimePackage} for reading,
 *       {@code PartStore} for parts that have to wait, {@code PackageWriter} for writing.
 *   <li>XOP, between parts and infoset: {@code XopReader}, {@code XopWriter}.
 *   <li>The encoder, which combines both: {@code MtomReader} for reading, {@code MtomEntity} for
 *       writing.
 * </ul>
 */
@NullMarked
package io.steatite.mtom;

import org.jspecify.annotations.NullMarked;
