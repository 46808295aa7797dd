/**
 * The words of SOAP 1.1 and 1.2: messages with their headers, body and faults, and the two versions
 * as data.
 */
@NullMarked
package io.steatite.envelope;

import org.jspecify.annotations.NullMarked;
