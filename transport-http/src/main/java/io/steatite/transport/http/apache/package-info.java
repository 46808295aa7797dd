/**
 * The default client: {@link io.steatite.transport.http.apache.ApacheHttpSender}, on Apache
 * HttpClient 5. The only package that needs that library.
 */
@NullMarked
package io.steatite.transport.http.apache;

import org.jspecify.annotations.NullMarked;
