/** Connections to the server: a single one, a cluster, or the primary named by Sentinels. */
@NullMarked
package io.follow.gateway.connection;

import org.jspecify.annotations.NullMarked;
