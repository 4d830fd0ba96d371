/** Reloading of the YAML routes. */
@NullMarked
package io.follow.gateway.routing;

import org.jspecify.annotations.NullMarked;
