/**
 * What all modules share: the family of exceptions ({@link io.steatite.SteatiteException}) and the
 * account of what messages hold in memory and on disk ({@link io.steatite.ResourceAccount}).
 * Depends on nothing else of ours.
 */
@NullMarked
package io.steatite;

import org.jspecify.annotations.NullMarked;
