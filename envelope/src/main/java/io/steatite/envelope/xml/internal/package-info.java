/**
 * Tools for StAX code that the modules of this project share. Not exported to other modules, and
 * not part of the API.
 *
 * <p>{@code io.steatite.envelope.xml} depends on this package, never the other way round. So this
 * package contains only types that do not need fragments, contents or limits: names and namespace
 * bindings ({@link io.steatite.envelope.xml.internal.XmlNames}, {@link
 * io.steatite.envelope.xml.internal.InScopeNamespaces}), white space, copying of events, base
 * classes of readers, and the interfaces through which binary content bypasses base64.
 */
@NullMarked
package io.steatite.envelope.xml.internal;

import org.jspecify.annotations.NullMarked;
