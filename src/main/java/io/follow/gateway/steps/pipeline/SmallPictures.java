package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Box;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.OutputOptions;

/** Recognizes jobs whose stages are so short that a thread switch would take a considerable part of the time. */
final class SmallPictures {

    /** 256 × 256 pixels: one or two milliseconds per stage. */
    private static final long MAX_PIXELS = 1 << 16;

    private static final int MAX_BYTES = 1 << 16;

    private SmallPictures() {}

    static boolean isSmall(ImageWork work) {
        SourceImage source = work.heldSource().get();
        return source != null
                && !work.frames().keepsAll()
                && source.header().pixels() <= MAX_PIXELS
                && source.size() <= MAX_BYTES
                && isSmall(work.output())
                && work.renditions().stream().allMatch(rendition -> isSmall(rendition.options()));
    }

    /** Only a canvas can have more pixels than the raw image. */
    private static boolean isSmall(OutputOptions options) {
        Box box = options.box();
        return box.fit() != Fit.CONTAIN || (long) box.width() * box.height() <= MAX_PIXELS;
    }
}
