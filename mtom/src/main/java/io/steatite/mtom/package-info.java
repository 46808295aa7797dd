/**
 * MTOM: SOAP messages whose binary content travels as it is, in MIME parts beside the envelope.
 *
 * <p>The encoder reads a {@code multipart/related} package as a message in whose infoset the parts
 * look like base64 text, and writes messages as packages. The classes form three groups: MIME
 * (bytes and parts, {@code PartReader}, {@code PartStore}, {@code PackageWriter}), XOP (parts and
 * infoset, {@code XopReader}, {@code XopWriter}), and the encoder. Start with {@link
 * io.steatite.mtom.MtomEncoder}; write and read binary content with {@link
 * io.steatite.envelope.xml.BinaryContent}, which works for text just as well.
 */
@NullMarked
package io.steatite.mtom;

import org.jspecify.annotations.NullMarked;
