package io.follow.gateway.steps;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.Picture;
import io.follow.gateway.job.JobException;

/** Orients the picture and makes it at most as wide as asked for. Never crops, never enlarges. */
public final class Resize {

    private final Pixels pixels;

    public Resize(Pixels pixels) {
        this.pixels = pixels;
    }

    /**
     * Resizes the picture.
     *
     * @param width the greatest width in pixels; the height follows
     */
    public void toWidth(ImageWork work, int width) throws JobException {
        ImageWork.Decoded decoded = work.decoded();
        Picture resized = pixels.run(work, "resize", ImageError.PROCESS_FAILED, decoded.lease(), () -> decoded.engine()
                .resizer()
                .resize(decoded.picture(), width));
        work.decoded(new ImageWork.Decoded(decoded.engine(), resized, decoded.lease()));
    }
}
