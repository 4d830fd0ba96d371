/** Entries of streams, their deliveries, and what settles them. */
@NullMarked
package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.NullMarked;
