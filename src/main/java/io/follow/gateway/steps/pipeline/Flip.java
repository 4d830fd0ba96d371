package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.operation.Turn;

/** Mirrors the processed image and its renditions. */
public final class Flip {

    /** Swaps left and right. */
    public void horizontally(ImageWork work) {
        work.add(new Turn(Orientation.MIRRORED));
    }

    /** Swaps top and bottom. */
    public void vertically(ImageWork work) {
        work.add(new Turn(Orientation.FLIPPED));
    }
}
