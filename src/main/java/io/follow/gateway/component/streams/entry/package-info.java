/** Stream entries, their deliveries, and settlements. */
@NullMarked
package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.NullMarked;
