/**
 * Rules of the specifications, the report on which of them are proven, and programs that exercise a
 * host over real sockets. The tests of this module prove the rules.
 */
@NullMarked
package io.steatite.conformance;

import org.jspecify.annotations.NullMarked;
