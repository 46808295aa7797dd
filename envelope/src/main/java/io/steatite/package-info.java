/**
 * Types that all modules share: the family of exceptions ({@link io.steatite.SteatiteException})
 * and the account of the memory and disk space that messages hold ({@link
 * io.steatite.ResourceAccount}).
 *
 * <p>Start with {@link io.steatite.SteatiteException} to handle failed calls. The package depends
 * on no other package of Steatite.
 */
@NullMarked
package io.steatite;

import org.jspecify.annotations.NullMarked;
