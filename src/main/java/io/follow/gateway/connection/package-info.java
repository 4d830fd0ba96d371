/** How the gateway reaches its server: a single one, a cluster or the primary that Sentinels name. */
@NullMarked
package io.follow.gateway.connection;

import org.jspecify.annotations.NullMarked;
