/** Writing: settling entries, adding them again after a failover, hashes about entries, trimming. */
@NullMarked
package io.follow.gateway.component.streams.write;

import org.jspecify.annotations.NullMarked;
