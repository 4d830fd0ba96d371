/** Loads, checks and reloads YAML routes. */
@NullMarked
package io.follow.gateway.routing;

import org.jspecify.annotations.NullMarked;
