package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.operation.UnsharpMask;
import io.follow.gateway.routing.check.Range;

/** Sharpens the processed image and its renditions. */
public final class Sharpen {

    /** Compensates for the sharpness of fine detail that a reduction loses. */
    private static final UnsharpMask AFTER_REDUCTION = new UnsharpMask(0.75, 0.75);

    /** Adds an unsharp mask for pictures that were reduced: sigma 0.75, amount 0.75. */
    public void picture(ImageWork work) {
        work.add(AFTER_REDUCTION);
    }

    /**
     * Adds an unsharp mask.
     *
     * @param sigma the standard deviation of the surroundings in pixels of the finished picture, 0.3 to 10
     * @param amount the share of the difference to the surroundings that is added, 0.1 to 5
     */
    public void by(
            ImageWork work,
            @Range(least = UnsharpMask.LEAST_SIGMA, most = UnsharpMask.MOST_SIGMA) double sigma,
            @Range(least = UnsharpMask.LEAST_AMOUNT, most = UnsharpMask.MOST_AMOUNT) double amount) {
        work.add(new UnsharpMask(sigma, amount));
    }
}
