/** The first minutes with the gateway: a sample picture, and a few lines on what to try. */
@NullMarked
package io.follow.gateway.welcome;

import org.jspecify.annotations.NullMarked;
