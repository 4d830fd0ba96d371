/** Who asks over HTTP, and what they may read or do. */
@NullMarked
package io.follow.gateway.access;

import org.jspecify.annotations.NullMarked;
