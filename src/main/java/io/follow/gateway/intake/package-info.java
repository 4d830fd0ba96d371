/** What the gateway takes in itself: one upload for each image at a time, and raw bytes that are its own until their job ends. */
@NullMarked
package io.follow.gateway.intake;

import org.jspecify.annotations.NullMarked;
