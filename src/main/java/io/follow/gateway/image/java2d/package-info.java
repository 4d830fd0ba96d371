/** The engine for all platforms: ImageIO, TwelveMonkeys, Thumbnailator, and libwebp through webp-imageio. */
@NullMarked
package io.follow.gateway.image.java2d;

import org.jspecify.annotations.NullMarked;
