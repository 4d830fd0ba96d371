/** Connections to the server, Lua scripts, permission checks, and classification of errors. */
@NullMarked
package io.follow.gateway.component.streams.client;

import org.jspecify.annotations.NullMarked;
