/** The fast engine for JPEG: FFmpeg decodes, scales and writes WebP, libjpeg-turbo writes JPEG; all in native code. */
@NullMarked
package io.follow.gateway.image.ffmpeg;

import org.jspecify.annotations.NullMarked;
