package io.follow.gateway.examples;

import io.follow.gateway.steps.pipeline.ImageWork;

/** Adds a watermark to every picture of a job. Precedes {@code decode} in a route. */
public final class AddWatermark {

    private final Watermark watermark;

    AddWatermark(Watermark watermark) {
        this.watermark = watermark;
    }

    /** Marks the processed image and its renditions after they are resized. */
    public void toPictures(ImageWork work) {
        work.add(watermark);
    }
}
