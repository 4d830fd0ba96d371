/** The threads for periodic tasks. */
@NullMarked
package io.follow.gateway.schedule;

import org.jspecify.annotations.NullMarked;
