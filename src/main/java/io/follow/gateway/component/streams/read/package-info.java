/** Reading through a consumer group: the reader thread, the workers, the lease of what they have in hand. */
@NullMarked
package io.follow.gateway.component.streams.read;

import org.jspecify.annotations.NullMarked;
