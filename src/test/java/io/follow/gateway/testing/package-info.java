/** Infrastructure for integration tests: real servers, a proxy that simulates network faults, other JVMs. */
@NullMarked
package io.follow.gateway.testing;

import org.jspecify.annotations.NullMarked;
