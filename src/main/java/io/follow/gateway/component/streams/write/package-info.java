/** Writing: settling entries, adding them again after a failover, progress hashes, trimming. */
@NullMarked
package io.follow.gateway.component.streams.write;

import org.jspecify.annotations.NullMarked;
