/**
 * WS-Addressing 1.0 and its 2004/08 submission as one layer: headers, endpoint references, faults
 * and the way a reply takes.
 */
@NullMarked
package io.steatite.addressing;

import org.jspecify.annotations.NullMarked;
