/** Jobs that could not be finished: look at them, put them back into the stream, delete them. */
@NullMarked
package io.follow.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
