package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.operation.GaussianBlur;
import io.follow.gateway.routing.check.Range;

/** Blurs the processed image and its renditions. */
public final class Blur {

    /**
     * Adds a Gaussian blur.
     *
     * @param sigma the standard deviation in pixels of the finished picture, 0.3 to 250
     */
    public void by(ImageWork work, @Range(least = GaussianBlur.LEAST, most = GaussianBlur.MOST) double sigma) {
        work.add(new GaussianBlur(sigma));
    }
}
