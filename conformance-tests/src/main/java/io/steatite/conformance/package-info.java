/** The conformance suite: what the specifications demand, checked from outside. */
@NullMarked
package io.steatite.conformance;

import org.jspecify.annotations.NullMarked;
