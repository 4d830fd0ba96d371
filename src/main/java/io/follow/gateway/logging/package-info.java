/** The formats of the log. */
@NullMarked
package io.follow.gateway.logging;

import org.jspecify.annotations.NullMarked;
