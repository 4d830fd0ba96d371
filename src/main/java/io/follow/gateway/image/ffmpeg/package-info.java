/** The fast, native engine for JPEG: FFmpeg decodes and scales, libwebp encodes WebP, libjpeg-turbo encodes JPEG. */
@NullMarked
package io.follow.gateway.image.ffmpeg;

import org.jspecify.annotations.NullMarked;
