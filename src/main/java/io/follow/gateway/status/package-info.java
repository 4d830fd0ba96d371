/** The status hash of an image: its content, and when intermediate stages are written. */
@NullMarked
package io.follow.gateway.status;

import org.jspecify.annotations.NullMarked;
