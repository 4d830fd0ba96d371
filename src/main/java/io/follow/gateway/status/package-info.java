/** The status hash of an image: what it says, and when its middle stages are written. */
@NullMarked
package io.follow.gateway.status;

import org.jspecify.annotations.NullMarked;
