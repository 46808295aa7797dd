/**
 * Tools for the tests of all modules. Published only in the {@code tests} jar of {@code envelope},
 * the module that all others depend on.
 *
 * <p>{@link io.steatite.testing.Requirement} names the rules that a test proves. {@link
 * io.steatite.testing.ThrottledInputStream} and {@link io.steatite.testing.MutatedBytes} provide
 * difficult input for tests of readers.
 */
@NullMarked
package io.steatite.testing;

import org.jspecify.annotations.NullMarked;
