/** Reading through a consumer group: the reader thread, the workers, and the leases on entries in flight. */
@NullMarked
package io.follow.gateway.component.streams.read;

import org.jspecify.annotations.NullMarked;
