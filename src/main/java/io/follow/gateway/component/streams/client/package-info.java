/** The connections to the server, the scripts, and what the server can answer. */
@NullMarked
package io.follow.gateway.component.streams.client;

import org.jspecify.annotations.NullMarked;
