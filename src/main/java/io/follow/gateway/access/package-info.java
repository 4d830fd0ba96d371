/** Authorization of HTTP callers. */
@NullMarked
package io.follow.gateway.access;

import org.jspecify.annotations.NullMarked;
