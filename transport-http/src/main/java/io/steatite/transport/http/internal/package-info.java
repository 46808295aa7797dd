/**
 * What the server engines share: the bound on concurrent exchanges, the rules for slow peers, and
 * the clock that enforces them. Not exported; knows nothing of the other packages.
 */
@NullMarked
package io.steatite.transport.http.internal;

import org.jspecify.annotations.NullMarked;
