/** HTTP for the message stack, both sides: one small exchange, and adapters to HTTP engines. */
@NullMarked
package io.steatite.transport.http;

import org.jspecify.annotations.NullMarked;
