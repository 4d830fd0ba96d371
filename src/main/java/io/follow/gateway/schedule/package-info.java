/** The threads for what is done from time to time. */
@NullMarked
package io.follow.gateway.schedule;

import org.jspecify.annotations.NullMarked;
