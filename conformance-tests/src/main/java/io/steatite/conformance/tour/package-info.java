/** A guided walk through the whole stack, runnable with one command. */
@NullMarked
package io.steatite.conformance.tour;

import org.jspecify.annotations.NullMarked;
