package io.follow.gateway.examples;

import io.follow.gateway.steps.pipeline.ImageWork;

/** Adds a stamp to every picture of a job. Precedes {@code decode} in a route. */
public final class AddStamp {

    private final Stamp stamp;

    AddStamp(Stamp stamp) {
        this.stamp = stamp;
    }

    /** Marks the processed image and its renditions after they are resized. */
    public void toPictures(ImageWork work) {
        work.add(stamp);
    }
}
