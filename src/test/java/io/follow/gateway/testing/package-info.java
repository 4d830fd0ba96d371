/** What integration tests need around the gateway: real servers, a proxy that misbehaves, other JVMs. */
@NullMarked
package io.follow.gateway.testing;

import org.jspecify.annotations.NullMarked;
