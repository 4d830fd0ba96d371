package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/**
 * Keeps all frames of an animated GIF or WebP in pictures that are encoded as WebP; other pictures show the first frame.
 * Belongs between {@code readSource} and {@code decode}, which waits for the memory of two canvases and of one frame of each
 * picture.
 */
public final class KeepAnimation {

    /**
     * Keeps the frames.
     *
     * @param maxPixels the maximum number of pixels of all frames, where each counts with the whole canvas
     * @throws JobException {@link ErrorCode#DECOMPRESSION_BOMB} if there are more
     */
    public void keep(ImageWork work, long maxPixels) throws JobException {
        ImageHeader header = work.source().header();
        boolean written = work.output().format() == ImageFormat.WEBP
                || work.renditions().stream().anyMatch(rendition -> rendition.format() == ImageFormat.WEBP);
        boolean read = header.format() == ImageFormat.GIF || header.format() == ImageFormat.WEBP;
        if (header.frames() == 1 || !read || !written) {
            return;
        }
        if (header.pixels() > maxPixels / header.frames()) {
            throw new JobException(
                    ErrorCode.DECOMPRESSION_BOMB,
                    "the animation has " + header.frames() + " frames of " + header.width() + "×" + header.height()
                            + " pixels; allowed: at most " + maxPixels + " pixels of all frames together");
        }
        work.keepAnimation();
    }

    /**
     * Like {@link #keep}, but optional.
     *
     * @param wanted whether to keep the frames
     */
    public void keepIf(ImageWork work, boolean wanted, long maxPixels) throws JobException {
        if (wanted) {
            keep(work, maxPixels);
        }
    }
}
