/** Dead letters: list, show, replay and delete jobs that could not be completed. */
@NullMarked
package io.follow.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
