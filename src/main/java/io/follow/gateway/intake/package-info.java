/**
 * Uploads and dropped files: one upload per image at a time, and raw images that the gateway owns until their job ends.
 */
@NullMarked
package io.follow.gateway.intake;

import org.jspecify.annotations.NullMarked;
