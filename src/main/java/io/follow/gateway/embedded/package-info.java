/** The embedded server: finds a Valkey or Redis program and runs it as a child that ends with this process. */
@NullMarked
package io.follow.gateway.embedded;

import org.jspecify.annotations.NullMarked;
