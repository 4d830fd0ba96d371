/** The engine for all platforms: ImageIO, TwelveMonkeys, Thumbnailator and libwebp through its ImageIO writer. */
@NullMarked
package io.follow.gateway.image.java2d;

import org.jspecify.annotations.NullMarked;
