/** What a message costs, measured with JMH. */
@NullMarked
package io.steatite.benchmarks;

import org.jspecify.annotations.NullMarked;
