/** Code-first contracts: an annotated Java interface becomes a hosted service or a client proxy. */
@NullMarked
package io.steatite.service;

import org.jspecify.annotations.NullMarked;
