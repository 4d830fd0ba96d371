/**
 * Reads and writes the boxes of HEIF files (ISO/IEC 23008-12), the container format of HEIC and AVIF, which is based on
 * ISO base media files (ISO/IEC 14496-12). Does not decode pixels.
 */
@NullMarked
package io.follow.gateway.image.heif;

import org.jspecify.annotations.NullMarked;
