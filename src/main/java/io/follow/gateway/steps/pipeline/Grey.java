package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.operation.Greyscale;

/** Removes the colours of the processed image and its renditions. */
public final class Grey {

    /** Replaces each colour by the grey of the same luminance. */
    public void picture(ImageWork work) {
        work.add(new Greyscale());
    }
}
