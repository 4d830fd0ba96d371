package io.follow.gateway.examples;

import io.follow.gateway.steps.pipeline.ImageWork;

/** Has every picture of a job marked. Stands before {@code decode} in a route. */
public final class AddWatermark {

    private final Watermark watermark;

    AddWatermark(Watermark watermark) {
        this.watermark = watermark;
    }

    /** Marks the processed image and its renditions, once they are resized. */
    public void toPictures(ImageWork work) {
        work.add(watermark);
    }
}
