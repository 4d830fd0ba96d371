/** Camel health checks for components that do not depend on Camel. */
@NullMarked
package io.follow.gateway.health;

import org.jspecify.annotations.NullMarked;
