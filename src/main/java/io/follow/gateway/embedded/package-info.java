/** The embedded server: finds a Valkey or Redis program and runs it as a child process that ends with this one. */
@NullMarked
package io.follow.gateway.embedded;

import org.jspecify.annotations.NullMarked;
