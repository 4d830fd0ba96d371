/**
 * Reads and writes the boxes of HEIF files (ISO/IEC 23008-12), which HEIC and AVIF are, on top of ISO base media files
 * (ISO/IEC 14496-12). Decodes no pixels.
 */
@NullMarked
package io.follow.gateway.image.heif;

import org.jspecify.annotations.NullMarked;
