/**
 * HTTP as the JDK brings it: {@link io.steatite.transport.http.jdk.JdkHttpServer} is the embedded
 * server, {@link io.steatite.transport.http.jdk.JdkHttpSender} a client without dependencies.
 */
@NullMarked
package io.steatite.transport.http.jdk;

import org.jspecify.annotations.NullMarked;
