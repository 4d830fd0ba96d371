/** How log events are written. */
@NullMarked
package io.follow.gateway.logging;

import org.jspecify.annotations.NullMarked;
