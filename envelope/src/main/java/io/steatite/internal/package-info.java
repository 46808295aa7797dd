/**
 * Types that the modules of Steatite share and that are not API: they are exported to these modules
 * only, and change without notice. {@link io.steatite.internal.ReadStatus} records how reading a
 * message failed.
 */
@NullMarked
package io.steatite.internal;

import org.jspecify.annotations.NullMarked;
