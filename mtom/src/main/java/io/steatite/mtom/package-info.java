/** MTOM and XOP: MIME packages in, SOAP messages with binary content out, and the way back. */
@NullMarked
package io.steatite.mtom;

import org.jspecify.annotations.NullMarked;
