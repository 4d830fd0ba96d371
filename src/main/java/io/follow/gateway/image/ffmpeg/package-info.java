/** The fast, native engine: FFmpeg, libwebp and ISA-L decode, FFmpeg scales, libwebp and libjpeg-turbo encode. */
@NullMarked
package io.follow.gateway.image.ffmpeg;

import org.jspecify.annotations.NullMarked;
