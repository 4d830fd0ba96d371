/** Writing: settling entries, re-adding them after a failover, writing hashes about entries, trimming. */
@NullMarked
package io.follow.gateway.component.streams.write;

import org.jspecify.annotations.NullMarked;
