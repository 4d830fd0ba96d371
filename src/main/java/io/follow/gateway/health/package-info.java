/** Camel health checks of parts that do not know Camel. */
@NullMarked
package io.follow.gateway.health;

import org.jspecify.annotations.NullMarked;
