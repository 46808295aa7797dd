/**
 * Tools that the tests of every module share; never part of a published main artifact.
 *
 * <p>Starting points: {@link io.steatite.testing.Requirement} says which rule a test proves, {@link
 * io.steatite.testing.ThrottledInputStream} and {@link io.steatite.testing.MutatedBytes} are the
 * unkind input every reader test should meet. The package travels as the {@code tests} jar of
 * {@code envelope}, the one module that all others already know.
 */
@NullMarked
package io.steatite.testing;

import org.jspecify.annotations.NullMarked;
